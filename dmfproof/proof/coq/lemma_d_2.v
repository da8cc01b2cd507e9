(* Made by `dmfproof export lemma_d_2 --to coq`; do not edit. *)

Require Import Reals Lra Lia.
Open Scope R_scope.

(* A claim is an exact identity away from facts that are known: p = (nonnegative) + (zero). *)
Lemma by_identity : forall p t i : R, p = t + i -> i = 0 -> 0 <= t -> 0 <= p.
Proof. intros; lra. Qed.
Lemma by_identity_strict : forall p t i : R, p = t + i -> i = 0 -> 0 < t -> 0 < p.
Proof. intros; lra. Qed.
Lemma by_equations : forall p t i : R, p = t + i -> i = 0 -> t = 0 -> p = 0.
Proof. intros; lra. Qed.
Lemma zero_plus : forall p q : R, p = 0 -> q = 0 -> p + q = 0.
Proof. intros; lra. Qed.
Lemma zero_times : forall p q : R, q = 0 -> p * q = 0.
Proof. intros p q H; rewrite H; ring. Qed.
Lemma divide : forall f p : R, 0 < f -> 0 <= f * p -> 0 <= p.
Proof. intros f p F H. apply (Rmult_le_reg_l f); [exact F | rewrite Rmult_0_r; exact H]. Qed.
Lemma divide_strict : forall f p : R, 0 < f -> 0 < f * p -> 0 < p.
Proof. intros f p F H. apply (Rmult_lt_reg_l f); [exact F | rewrite Rmult_0_r; exact H]. Qed.
Lemma divide_equation : forall f p : R, 0 < f -> f * p = 0 -> p = 0.
Proof. intros f p F H. destruct (Rmult_integral _ _ H); [lra | assumption]. Qed.
Ltac identity := unfold Rsqr; first [ring | field].

(* a^n + a^(n-1) b + ... + b^n *)
Definition power_sum (a b : R) (n : nat) : R := sum_f_R0 (fun j => a ^ (n - j) * b ^ j) n.
Lemma power_sum_S : forall (a b : R) (n : nat), power_sum a b (S n) = a * power_sum a b n + b ^ S n.
Proof.
  intros a b n. unfold power_sum. rewrite tech5, scal_sum. f_equal.
  - apply sum_eq. intros i Hi. replace (S n - i)%nat with (S (n - i)) by lia. simpl. ring.
  - replace (S n - S n)%nat with 0%nat by lia. simpl. ring.
Qed.

Definition depth (n : nat) : R := INR n + 2.
Lemma depth_0 : depth 0 = 2. Proof. unfold depth; simpl; ring. Qed.
Lemma depth_S : forall n, depth (S n) = depth n + 1. Proof. intro n; unfold depth; rewrite S_INR; ring. Qed.

Fixpoint seq_V (b : R) (n' : nat) : R := match n' with O => 1 | S n' => (b)*(seq_V b n') end.
Lemma seq_V_0 : forall (b : R), seq_V b 0 = 1. Proof. reflexivity. Qed.
Lemma seq_V_S : forall (b : R) (n' : nat), seq_V b (S n') = (b)*(seq_V b n'). Proof. reflexivity. Qed.

Fixpoint seq_m (M : R) (n' : nat) : R := match n' with O => 1 | S n' => (M)*(seq_m M n') end.
Lemma seq_m_0 : forall (M : R), seq_m M 0 = 1. Proof. reflexivity. Qed.
Lemma seq_m_S : forall (M : R) (n' : nat), seq_m M (S n') = (M)*(seq_m M n'). Proof. reflexivity. Qed.

Fixpoint seq_C (c : R) (n' : nat) : R := match n' with O => 1 | S n' => (c)*(seq_C c n') end.
Lemma seq_C_0 : forall (c : R), seq_C c 0 = 1. Proof. reflexivity. Qed.
Lemma seq_C_S : forall (c : R) (n' : nat), seq_C c (S n') = (c)*(seq_C c n'). Proof. reflexivity. Qed.

Fixpoint seq_W (M : R) (c : R) (n' : nat) : R := match n' with O => 1 | S n' => (c*M)*(seq_W M c n') end.
Lemma seq_W_0 : forall (M : R) (c : R), seq_W M c 0 = 1. Proof. reflexivity. Qed.
Lemma seq_W_S : forall (M : R) (c : R) (n' : nat), seq_W M c (S n') = (c*M)*(seq_W M c n'). Proof. reflexivity. Qed.

Fixpoint seq_F (b : R) (M : R) (c : R) (n' : nat) : R := match n' with O => 1 | S n' => (c*M)*(seq_F b M c n') + b*(seq_V b n') end.
Lemma seq_F_0 : forall (b : R) (M : R) (c : R), seq_F b M c 0 = 1. Proof. reflexivity. Qed.
Lemma seq_F_S : forall (b : R) (M : R) (c : R) (n' : nat), seq_F b M c (S n') = (c*M)*(seq_F b M c n') + b*(seq_V b n'). Proof. reflexivity. Qed.

Fixpoint seq_H (b : R) (M : R) (n' : nat) : R := match n' with O => 1 | S n' => (b)*(seq_H b M n') + M*(seq_m M n') end.
Lemma seq_H_0 : forall (b : R) (M : R), seq_H b M 0 = 1. Proof. reflexivity. Qed.
Lemma seq_H_S : forall (b : R) (M : R) (n' : nat), seq_H b M (S n') = (b)*(seq_H b M n') + M*(seq_m M n'). Proof. reflexivity. Qed.
Lemma seq_V_is : forall (b : R) (n' : nat), seq_V b n' = (b) ^ (n' + 0).
Proof. induction n' as [|n' IH]; [rewrite seq_V_0; unfold power_sum; simpl; ring|]. rewrite seq_V_S, IH; replace (S n' + 0)%nat with (S (n' + 0)) by lia; replace (S (n' + 0)) with (n' + 1)%nat by lia; rewrite ?pow_add; simpl; ring. Qed.
Lemma seq_m_is : forall (M : R) (n' : nat), seq_m M n' = (M) ^ (n' + 0).
Proof. induction n' as [|n' IH]; [rewrite seq_m_0; unfold power_sum; simpl; ring|]. rewrite seq_m_S, IH; replace (S n' + 0)%nat with (S (n' + 0)) by lia; replace (S (n' + 0)) with (n' + 1)%nat by lia; rewrite ?pow_add; simpl; ring. Qed.
Lemma seq_C_is : forall (c : R) (n' : nat), seq_C c n' = (c) ^ (n' + 0).
Proof. induction n' as [|n' IH]; [rewrite seq_C_0; unfold power_sum; simpl; ring|]. rewrite seq_C_S, IH; replace (S n' + 0)%nat with (S (n' + 0)) by lia; replace (S (n' + 0)) with (n' + 1)%nat by lia; rewrite ?pow_add; simpl; ring. Qed.
Lemma seq_W_is : forall (M c : R) (n' : nat), seq_W M c n' = (c*M) ^ (n' + 0).
Proof. induction n' as [|n' IH]; [rewrite seq_W_0; unfold power_sum; simpl; ring|]. rewrite seq_W_S, IH; replace (S n' + 0)%nat with (S (n' + 0)) by lia; replace (S (n' + 0)) with (n' + 1)%nat by lia; rewrite ?pow_add; simpl; ring. Qed.

Theorem lemma_d_2_sequences : forall (a b a2 b2 lam M c eta : R) (n' : nat),
  0 <= (eta) ->
  0 < (M) ->
  0 < (c - 1) ->
  0 <= ((c - 1)*c*(seq_C c n') - 1) ->
  0 <= (M^2*(seq_m M n') - lam) ->
  0 <= (1 - eta*(c^2*M^2*(seq_W M c n')^2 + ((depth n') - 1)*M^2*(seq_m M n')^2)) ->
  0 <= (a) ->
  0 < (b) ->
  0 <= (b - a) ->
  0 <= (M - (b - a)) ->
  0 <= (lam - (a*b*(seq_V b n'))) ->
  (a2 - (a + (eta*(seq_V b n')*(lam - (a*b*(seq_V b n'))))*b)) = 0 ->
  (b2 - (b + (eta*(seq_V b n')*(lam - (a*b*(seq_V b n'))))*a)) = 0 ->
  0 <= (a2 - a) /\
  0 <= (b2 - b) /\
  0 <= (b2 - a2) /\
  0 <= ((b - a) - (b2 - a2)) /\
  0 <= (M - (b2 - a2)) /\
  0 <= (c*M - b) /\
  0 <= (1 - (eta*(seq_V b n')*(lam - (a*b*(seq_V b n'))))) /\
  0 <= ((a2*b2*(seq_V b2 n')) - (a*b*(seq_V b n'))) /\
  0 <= (lam - (a2*b2*(seq_V b2 n'))) /\
  0 <= ((depth n')*c^2*M^2*(seq_W M c n')^2 - (c^2*M^2*(seq_W M c n')^2 + ((depth n') - 1)*M^2*(seq_m M n')^2)) /\
  0 <= (a2) /\
  0 < (b2) /\
  0 <= (b2 - a2) /\
  0 <= (M - (b2 - a2)) /\
  0 <= (lam - (a2*b2*(seq_V b2 n'))).
Proof.
  intros a b a2 b2 lam M c eta n' F_eta_nonneg F_M_pos F_c_gt_1 F_c_root F_lam_le F_step_size F_a_nonneg F_b_pos F_ordered F_close F_below F_update_a F_update_b.
  assert (F_depth : forall m', 0 <= ((depth m') - 2)) by (intro m'; unfold depth; pose proof (pos_INR m'); lra).
  assert (F_c_pos : 0 < (c)).
  { 
    assert (E : (c) = ((0 + (1)) + (c - 1)) + 0) by (identity).
    assert (K0 : 0 < (1)) by lra.
    exact (by_identity_strict _ _ _ E (eq_refl 0) (Rplus_lt_0_compat _ _ (Rplus_le_lt_0_compat _ _ (Rle_refl 0) K0) F_c_gt_1)).
  }
  assert (F_cM_pos : 0 < (c*M)).
  { 
    assert (E : (c*M) = (0 + ((M) * (c))) + 0) by (identity).
    exact (by_identity_strict _ _ _ E (eq_refl 0) (Rplus_le_lt_0_compat _ _ (Rle_refl 0) (Rmult_lt_0_compat _ _ F_M_pos F_c_pos))).
  }
  assert (F_V_pos : forall m', 0 < ((seq_V b m'))).
  { induction m' as [|m' F_V_pos_m].
  - assert (E : ((seq_V b 0%nat)) = (0 + (1)) + 0) by (rewrite ?depth_0, ?(seq_V_0 b), ?(seq_V_0 b2), ?(seq_m_0 M), ?(seq_C_0 c), ?(seq_W_0 M c), ?(seq_F_0 b M c), ?(seq_H_0 b M); identity).
    assert (K0 : 0 < (1)) by lra.
    exact (by_identity_strict _ _ _ E (eq_refl 0) (Rplus_le_lt_0_compat _ _ (Rle_refl 0) K0)).
  - assert (E : ((seq_V b (S m'))) = (0 + (((seq_V b m')) * (b))) + 0) by (rewrite ?(depth_S m'), ?(seq_V_S b m'), ?(seq_V_S b2 m'), ?(seq_m_S M m'), ?(seq_C_S c m'), ?(seq_W_S M c m'), ?(seq_F_S b M c m'), ?(seq_H_S b M m'); identity).
    exact (by_identity_strict _ _ _ E (eq_refl 0) (Rplus_le_lt_0_compat _ _ (Rle_refl 0) (Rmult_lt_0_compat _ _ F_V_pos_m F_b_pos))).
  }
  assert (F_m_pos : forall m', 0 < ((seq_m M m'))).
  { induction m' as [|m' F_m_pos_m].
  - assert (E : ((seq_m M 0%nat)) = (0 + (1)) + 0) by (rewrite ?depth_0, ?(seq_V_0 b), ?(seq_V_0 b2), ?(seq_m_0 M), ?(seq_C_0 c), ?(seq_W_0 M c), ?(seq_F_0 b M c), ?(seq_H_0 b M); identity).
    assert (K0 : 0 < (1)) by lra.
    exact (by_identity_strict _ _ _ E (eq_refl 0) (Rplus_le_lt_0_compat _ _ (Rle_refl 0) K0)).
  - assert (E : ((seq_m M (S m'))) = (0 + ((M) * ((seq_m M m')))) + 0) by (rewrite ?(depth_S m'), ?(seq_V_S b m'), ?(seq_V_S b2 m'), ?(seq_m_S M m'), ?(seq_C_S c m'), ?(seq_W_S M c m'), ?(seq_F_S b M c m'), ?(seq_H_S b M m'); identity).
    exact (by_identity_strict _ _ _ E (eq_refl 0) (Rplus_le_lt_0_compat _ _ (Rle_refl 0) (Rmult_lt_0_compat _ _ F_M_pos F_m_pos_m))).
  }
  assert (F_C_pos : forall m', 0 < ((seq_C c m'))).
  { induction m' as [|m' F_C_pos_m].
  - assert (E : ((seq_C c 0%nat)) = (0 + (1)) + 0) by (rewrite ?depth_0, ?(seq_V_0 b), ?(seq_V_0 b2), ?(seq_m_0 M), ?(seq_C_0 c), ?(seq_W_0 M c), ?(seq_F_0 b M c), ?(seq_H_0 b M); identity).
    assert (K0 : 0 < (1)) by lra.
    exact (by_identity_strict _ _ _ E (eq_refl 0) (Rplus_le_lt_0_compat _ _ (Rle_refl 0) K0)).
  - assert (E : ((seq_C c (S m'))) = (0 + (((seq_C c m')) * (c))) + 0) by (rewrite ?(depth_S m'), ?(seq_V_S b m'), ?(seq_V_S b2 m'), ?(seq_m_S M m'), ?(seq_C_S c m'), ?(seq_W_S M c m'), ?(seq_F_S b M c m'), ?(seq_H_S b M m'); identity).
    exact (by_identity_strict _ _ _ E (eq_refl 0) (Rplus_le_lt_0_compat _ _ (Rle_refl 0) (Rmult_lt_0_compat _ _ F_C_pos_m F_c_pos))).
  }
  assert (F_W_is : forall m', ((seq_W M c m') - (seq_C c m')*(seq_m M m')) = 0).
  { induction m' as [|m' F_W_is_m].
  - assert (E : ((seq_W M c 0%nat) - (seq_C c 0%nat)*(seq_m M 0%nat)) = 0 + 0) by (rewrite ?depth_0, ?(seq_V_0 b), ?(seq_V_0 b2), ?(seq_m_0 M), ?(seq_C_0 c), ?(seq_W_0 M c), ?(seq_F_0 b M c), ?(seq_H_0 b M); identity).
    exact (by_equations _ _ _ E (eq_refl 0) (eq_refl 0)).
  - assert (E : ((seq_W M c (S m')) - (seq_C c (S m'))*(seq_m M (S m'))) = 0 + (0 + (M*c) * ((seq_W M c m') - (seq_C c m')*(seq_m M m')))) by (rewrite ?(depth_S m'), ?(seq_V_S b m'), ?(seq_V_S b2 m'), ?(seq_m_S M m'), ?(seq_C_S c m'), ?(seq_W_S M c m'), ?(seq_F_S b M c m'), ?(seq_H_S b M m'); identity).
    exact (by_equations _ _ _ E (zero_plus _ _ (eq_refl 0) (zero_times _ _ F_W_is_m)) (eq_refl 0)).
  }
  assert (F_W_pos : forall m', 0 < ((seq_W M c m'))).
  { induction m' as [|m' F_W_pos_m].
  - assert (E : ((seq_W M c 0%nat)) = (0 + (1)) + 0) by (rewrite ?depth_0, ?(seq_V_0 b), ?(seq_V_0 b2), ?(seq_m_0 M), ?(seq_C_0 c), ?(seq_W_0 M c), ?(seq_F_0 b M c), ?(seq_H_0 b M); identity).
    assert (K0 : 0 < (1)) by lra.
    exact (by_identity_strict _ _ _ E (eq_refl 0) (Rplus_le_lt_0_compat _ _ (Rle_refl 0) K0)).
  - assert (E : ((seq_W M c (S m'))) = (0 + (((seq_W M c m')) * (c*M))) + 0) by (rewrite ?(depth_S m'), ?(seq_V_S b m'), ?(seq_V_S b2 m'), ?(seq_m_S M m'), ?(seq_C_S c m'), ?(seq_W_S M c m'), ?(seq_F_S b M c m'), ?(seq_H_S b M m'); identity).
    exact (by_identity_strict _ _ _ E (eq_refl 0) (Rplus_le_lt_0_compat _ _ (Rle_refl 0) (Rmult_lt_0_compat _ _ F_W_pos_m F_cM_pos))).
  }
  assert (F_p_nonneg : forall m', 0 <= ((a*b*(seq_V b m')))).
  { intro m'. 
    assert (E : ((a*b*(seq_V b m'))) = (0 + (((seq_V b m')) * ((a) * (b)))) + 0) by (identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ (Rlt_le _ _ (F_V_pos m')) (Rmult_le_pos _ _ F_a_nonneg (Rlt_le _ _ F_b_pos))))).
  }
  assert (F_lam_nonneg : 0 <= (lam)).
  { 
    assert (E : (lam) = ((0 + (lam - (a*b*(seq_V b n')))) + ((a*b*(seq_V b n')))) + 0) by (identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) F_below) (F_p_nonneg n'))).
  }
  assert (F_F_pos : forall m', 0 < ((seq_F b M c m'))).
  { induction m' as [|m' F_F_pos_m].
  - assert (E : ((seq_F b M c 0%nat)) = (0 + (1)) + 0) by (rewrite ?depth_0, ?(seq_V_0 b), ?(seq_V_0 b2), ?(seq_m_0 M), ?(seq_C_0 c), ?(seq_W_0 M c), ?(seq_F_0 b M c), ?(seq_H_0 b M); identity).
    assert (K0 : 0 < (1)) by lra.
    exact (by_identity_strict _ _ _ E (eq_refl 0) (Rplus_le_lt_0_compat _ _ (Rle_refl 0) K0)).
  - assert (E : ((seq_F b M c (S m'))) = ((0 + (((seq_F b M c m')) * (c*M))) + (((seq_V b m')) * (b))) + 0) by (rewrite ?(depth_S m'), ?(seq_V_S b m'), ?(seq_V_S b2 m'), ?(seq_m_S M m'), ?(seq_C_S c m'), ?(seq_W_S M c m'), ?(seq_F_S b M c m'), ?(seq_H_S b M m'); identity).
    exact (by_identity_strict _ _ _ E (eq_refl 0) (Rplus_lt_0_compat _ _ (Rplus_le_lt_0_compat _ _ (Rle_refl 0) (Rmult_lt_0_compat _ _ F_F_pos_m F_cM_pos)) (Rmult_lt_0_compat _ _ (F_V_pos m') F_b_pos))).
  }
  assert (F_divided : forall m', (c*M*(seq_W M c m') - b*(seq_V b m') - (c*M - b)*(seq_F b M c m')) = 0).
  { induction m' as [|m' F_divided_m].
  - assert (E : (c*M*(seq_W M c 0%nat) - b*(seq_V b 0%nat) - (c*M - b)*(seq_F b M c 0%nat)) = 0 + 0) by (rewrite ?depth_0, ?(seq_V_0 b), ?(seq_V_0 b2), ?(seq_m_0 M), ?(seq_C_0 c), ?(seq_W_0 M c), ?(seq_F_0 b M c), ?(seq_H_0 b M); identity).
    exact (by_equations _ _ _ E (eq_refl 0) (eq_refl 0)).
  - assert (E : (c*M*(seq_W M c (S m')) - b*(seq_V b (S m')) - (c*M - b)*(seq_F b M c (S m'))) = 0 + (0 + (M*c) * (c*M*(seq_W M c m') - b*(seq_V b m') - (c*M - b)*(seq_F b M c m')))) by (rewrite ?(depth_S m'), ?(seq_V_S b m'), ?(seq_V_S b2 m'), ?(seq_m_S M m'), ?(seq_C_S c m'), ?(seq_W_S M c m'), ?(seq_F_S b M c m'), ?(seq_H_S b M m'); identity).
    exact (by_equations _ _ _ E (zero_plus _ _ (eq_refl 0) (zero_times _ _ F_divided_m)) (eq_refl 0)).
  }
  assert (F_K_pos : forall m', 0 < (((c - 1)*M*(seq_F b M c m') + b*(seq_V b m')))).
  { intro m'. 
    assert (E : (((c - 1)*M*(seq_F b M c m') + b*(seq_V b m'))) = ((0 + (((seq_V b m')) * (b))) + (((seq_F b M c m')) * ((M) * (c - 1)))) + 0) by (identity).
    exact (by_identity_strict _ _ _ E (eq_refl 0) (Rplus_lt_0_compat _ _ (Rplus_le_lt_0_compat _ _ (Rle_refl 0) (Rmult_lt_0_compat _ _ (F_V_pos m') F_b_pos)) (Rmult_lt_0_compat _ _ (F_F_pos m') (Rmult_lt_0_compat _ _ F_M_pos F_c_gt_1)))).
  }
  assert (F_at_cM : 0 <= ((c - 1)*M*c*M*(seq_W M c n') - M^2*(seq_m M n'))).
  { 
    assert (E : ((c - 1)*M*c*M*(seq_W M c n') - M^2*(seq_m M n')) = (0 + ((M) * ((M) * (((c - 1)*c*(seq_C c n') - 1) * ((seq_m M n')))))) + (0 + (-M^2*c + M^2*c^2) * ((seq_W M c n') - (seq_C c n')*(seq_m M n')))) by (identity).
    exact (by_identity _ _ _ E (zero_plus _ _ (eq_refl 0) (zero_times _ _ (F_W_is n'))) (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ (Rlt_le _ _ F_M_pos) (Rmult_le_pos _ _ (Rlt_le _ _ F_M_pos) (Rmult_le_pos _ _ F_c_root (Rlt_le _ _ (F_m_pos n'))))))).
  }
  assert (F_at_b : 0 <= (M^2*(seq_m M n') - (b - M)*b*(seq_V b n'))).
  { 
    assert (E : (M^2*(seq_m M n') - (b - M)*b*(seq_V b n')) = (((0 + (lam - (a*b*(seq_V b n')))) + (M^2*(seq_m M n') - lam)) + (((seq_V b n')) * ((b) * (M - (b - a))))) + 0) by (identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) F_below) F_lam_le) (Rmult_le_pos _ _ (Rlt_le _ _ (F_V_pos n')) (Rmult_le_pos _ _ (Rlt_le _ _ F_b_pos) F_close)))).
  }
  assert (F_b_le_cM : 0 <= (c*M - b)).
  { 
    assert (E : ((((c - 1)*M*(seq_F b M c n') + b*(seq_V b n'))) * (c*M - b)) = ((0 + (M^2*(seq_m M n') - (b - M)*b*(seq_V b n'))) + ((c - 1)*M*c*M*(seq_W M c n') - M^2*(seq_m M n'))) + (0 + (M - M*c) * (c*M*(seq_W M c n') - b*(seq_V b n') - (c*M - b)*(seq_F b M c n')))) by (identity).
    exact (divide _ _ (F_K_pos n') (by_identity _ _ _ E (zero_plus _ _ (eq_refl 0) (zero_times _ _ (F_divided n'))) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) F_at_b) F_at_cM))).
  }
  assert (F_V_le_W : forall m', 0 <= ((seq_W M c m') - (seq_V b m'))).
  { induction m' as [|m' F_V_le_W_m].
  - assert (E : ((seq_W M c 0%nat) - (seq_V b 0%nat)) = 0 + 0) by (rewrite ?depth_0, ?(seq_V_0 b), ?(seq_V_0 b2), ?(seq_m_0 M), ?(seq_C_0 c), ?(seq_W_0 M c), ?(seq_F_0 b M c), ?(seq_H_0 b M); identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rle_refl 0)).
  - assert (E : ((seq_W M c (S m')) - (seq_V b (S m'))) = ((0 + (((seq_W M c m') - (seq_V b m')) * (c*M))) + (((seq_V b m')) * (c*M - b))) + 0) by (rewrite ?(depth_S m'), ?(seq_V_S b m'), ?(seq_V_S b2 m'), ?(seq_m_S M m'), ?(seq_C_S c m'), ?(seq_W_S M c m'), ?(seq_F_S b M c m'), ?(seq_H_S b M m'); identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ F_V_le_W_m (Rlt_le _ _ F_cM_pos))) (Rmult_le_pos _ _ (Rlt_le _ _ (F_V_pos m')) F_b_le_cM))).
  }
  assert (F_B_le : forall m', 0 <= (c*M*(seq_W M c m') - b*(seq_V b m'))).
  { intro m'. 
    assert (E : (c*M*(seq_W M c m') - b*(seq_V b m')) = ((0 + (((seq_W M c m') - (seq_V b m')) * (b))) + (((seq_W M c m')) * (c*M - b))) + 0) by (identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ (F_V_le_W m') (Rlt_le _ _ F_b_pos))) (Rmult_le_pos _ _ (Rlt_le _ _ (F_W_pos m')) F_b_le_cM))).
  }
  assert (F_M_le_cM : 0 <= (c*M - M)).
  { 
    assert (E : (c*M - M) = (0 + ((M) * (c - 1))) + 0) by (identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rlt_le _ _ (Rplus_le_lt_0_compat _ _ (Rle_refl 0) (Rmult_lt_0_compat _ _ F_M_pos F_c_gt_1)))).
  }
  assert (F_m_le_W : forall m', 0 <= ((seq_W M c m') - (seq_m M m'))).
  { induction m' as [|m' F_m_le_W_m].
  - assert (E : ((seq_W M c 0%nat) - (seq_m M 0%nat)) = 0 + 0) by (rewrite ?depth_0, ?(seq_V_0 b), ?(seq_V_0 b2), ?(seq_m_0 M), ?(seq_C_0 c), ?(seq_W_0 M c), ?(seq_F_0 b M c), ?(seq_H_0 b M); identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rle_refl 0)).
  - assert (E : ((seq_W M c (S m')) - (seq_m M (S m'))) = ((0 + ((c*M - M) * ((seq_m M m')))) + ((c*M) * ((seq_W M c m') - (seq_m M m')))) + 0) by (rewrite ?(depth_S m'), ?(seq_V_S b m'), ?(seq_V_S b2 m'), ?(seq_m_S M m'), ?(seq_C_S c m'), ?(seq_W_S M c m'), ?(seq_F_S b M c m'), ?(seq_H_S b M m'); identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ F_M_le_cM (Rlt_le _ _ (F_m_pos m')))) (Rmult_le_pos _ _ (Rlt_le _ _ F_cM_pos) F_m_le_W_m))).
  }
  assert (F_e_nonneg : 0 <= ((eta*(seq_V b n')*(lam - (a*b*(seq_V b n')))))).
  { 
    assert (E : ((eta*(seq_V b n')*(lam - (a*b*(seq_V b n'))))) = (0 + (((seq_V b n')) * ((lam - (a*b*(seq_V b n'))) * (eta)))) + 0) by (identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ (Rlt_le _ _ (F_V_pos n')) (Rmult_le_pos _ _ F_below F_eta_nonneg)))).
  }
  assert (F_Vlam_le : 0 <= (M^2*(seq_m M n')*(seq_W M c n') - (seq_V b n')*lam)).
  { 
    assert (E : (M^2*(seq_m M n')*(seq_W M c n') - (seq_V b n')*lam) = ((0 + (((seq_W M c n') - (seq_V b n')) * (lam))) + (((seq_W M c n')) * (M^2*(seq_m M n') - lam))) + 0) by (identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ (F_V_le_W n') F_lam_nonneg)) (Rmult_le_pos _ _ (Rlt_le _ _ (F_W_pos n')) F_lam_le))).
  }
  assert (F_cM_square : 0 <= (c^2*M^2 - M^2)).
  { 
    assert (E : (c^2*M^2 - M^2) = ((0 + ((c*M - M) * (M))) + ((c*M - M) * (c*M))) + 0) by (identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ F_M_le_cM (Rlt_le _ _ F_M_pos))) (Rmult_le_pos _ _ F_M_le_cM (Rlt_le _ _ F_cM_pos)))).
  }
  assert (F_mW_le : forall m', 0 <= (c^2*M^2*(seq_W M c m')^2 - M^2*(seq_m M m')*(seq_W M c m'))).
  { intro m'. 
    assert (E : (c^2*M^2*(seq_W M c m')^2 - M^2*(seq_m M m')*(seq_W M c m')) = ((0 + (((seq_W M c m')) * (((seq_W M c m')) * (c^2*M^2 - M^2)))) + ((M) * ((M) * (((seq_W M c m')) * ((seq_W M c m') - (seq_m M m')))))) + 0) by (identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ (Rlt_le _ _ (F_W_pos m')) (Rmult_le_pos _ _ (Rlt_le _ _ (F_W_pos m')) F_cM_square))) (Rmult_le_pos _ _ (Rlt_le _ _ F_M_pos) (Rmult_le_pos _ _ (Rlt_le _ _ F_M_pos) (Rmult_le_pos _ _ (Rlt_le _ _ (F_W_pos m')) (F_m_le_W m')))))).
  }
  assert (F_Mm_nonneg : forall m', 0 <= (M^2*(seq_m M m')^2)).
  { intro m'. 
    assert (E : (M^2*(seq_m M m')^2) = (0 + ((M) * ((M) * (((seq_m M m')) * ((seq_m M m')))))) + 0) by (identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rlt_le _ _ (Rplus_le_lt_0_compat _ _ (Rle_refl 0) (Rmult_lt_0_compat _ _ F_M_pos (Rmult_lt_0_compat _ _ F_M_pos (Rmult_lt_0_compat _ _ (F_m_pos m') (F_m_pos m'))))))).
  }
  assert (F_e_le_1 : 0 <= (1 - (eta*(seq_V b n')*(lam - (a*b*(seq_V b n')))))).
  { 
    assert (E : (1 - (eta*(seq_V b n')*(lam - (a*b*(seq_V b n'))))) = ((((((0 + (1 - eta*(c^2*M^2*(seq_W M c n')^2 + ((depth n') - 1)*M^2*(seq_m M n')^2))) + ((M^2*(seq_m M n')^2) * (eta))) + ((M^2*(seq_m M n')*(seq_W M c n') - (seq_V b n')*lam) * (eta))) + ((eta) * (c^2*M^2*(seq_W M c n')^2 - M^2*(seq_m M n')*(seq_W M c n')))) + ((M^2*(seq_m M n')^2) * (((depth n') - 2) * (eta)))) + (((seq_V b n')) * ((eta) * ((a*b*(seq_V b n')))))) + 0) by (identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) F_step_size) (Rmult_le_pos _ _ (F_Mm_nonneg n') F_eta_nonneg)) (Rmult_le_pos _ _ F_Vlam_le F_eta_nonneg)) (Rmult_le_pos _ _ F_eta_nonneg (F_mW_le n'))) (Rmult_le_pos _ _ (F_Mm_nonneg n') (Rmult_le_pos _ _ (F_depth n') F_eta_nonneg))) (Rmult_le_pos _ _ (Rlt_le _ _ (F_V_pos n')) (Rmult_le_pos _ _ F_eta_nonneg (F_p_nonneg n'))))).
  }
  assert (F_a_increases : 0 <= (a2 - a)).
  { 
    assert (E : (a2 - a) = (0 + ((b) * ((eta*(seq_V b n')*(lam - (a*b*(seq_V b n'))))))) + (0 + (1) * (a2 - (a + (eta*(seq_V b n')*(lam - (a*b*(seq_V b n'))))*b)))) by (identity).
    exact (by_identity _ _ _ E (zero_plus _ _ (eq_refl 0) (zero_times _ _ F_update_a)) (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ (Rlt_le _ _ F_b_pos) F_e_nonneg))).
  }
  assert (F_b_increases : 0 <= (b2 - b)).
  { 
    assert (E : (b2 - b) = (0 + ((a) * ((eta*(seq_V b n')*(lam - (a*b*(seq_V b n'))))))) + (0 + (1) * (b2 - (b + (eta*(seq_V b n')*(lam - (a*b*(seq_V b n'))))*a)))) by (identity).
    exact (by_identity _ _ _ E (zero_plus _ _ (eq_refl 0) (zero_times _ _ F_update_b)) (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ F_a_nonneg F_e_nonneg))).
  }
  assert (F_a_stays : 0 <= (a2)).
  { 
    assert (E : (a2) = ((0 + (a2 - a)) + (a)) + 0) by (identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) F_a_increases) F_a_nonneg)).
  }
  assert (F_b_stays : 0 < (b2)).
  { 
    assert (E : (b2) = ((0 + (b2 - b)) + (b)) + 0) by (identity).
    exact (by_identity_strict _ _ _ E (eq_refl 0) (Rplus_le_lt_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) F_b_increases) F_b_pos)).
  }
  assert (F_stays_ordered : 0 <= (b2 - a2)).
  { 
    assert (E : (b2 - a2) = (0 + ((1 - (eta*(seq_V b n')*(lam - (a*b*(seq_V b n'))))) * (b - a))) + ((0 + (-1) * (a2 - (a + (eta*(seq_V b n')*(lam - (a*b*(seq_V b n'))))*b))) + (1) * (b2 - (b + (eta*(seq_V b n')*(lam - (a*b*(seq_V b n'))))*a)))) by (identity).
    exact (by_identity _ _ _ E (zero_plus _ _ (zero_plus _ _ (eq_refl 0) (zero_times _ _ F_update_a)) (zero_times _ _ F_update_b)) (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ F_e_le_1 F_ordered))).
  }
  assert (F_gap_shrinks : 0 <= ((b - a) - (b2 - a2))).
  { 
    assert (E : ((b - a) - (b2 - a2)) = (0 + (((eta*(seq_V b n')*(lam - (a*b*(seq_V b n'))))) * (b - a))) + ((0 + (1) * (a2 - (a + (eta*(seq_V b n')*(lam - (a*b*(seq_V b n'))))*b))) + (-1) * (b2 - (b + (eta*(seq_V b n')*(lam - (a*b*(seq_V b n'))))*a)))) by (identity).
    exact (by_identity _ _ _ E (zero_plus _ _ (zero_plus _ _ (eq_refl 0) (zero_times _ _ F_update_a)) (zero_times _ _ F_update_b)) (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ F_e_nonneg F_ordered))).
  }
  assert (F_stays_close : 0 <= (M - (b2 - a2))).
  { 
    assert (E : (M - (b2 - a2)) = ((0 + (M - (b - a))) + ((b - a) - (b2 - a2))) + 0) by (identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) F_close) F_gap_shrinks)).
  }
  assert (F_V2_pos : forall m', 0 < ((seq_V b2 m'))).
  { induction m' as [|m' F_V2_pos_m].
  - assert (E : ((seq_V b2 0%nat)) = (0 + (1)) + 0) by (rewrite ?depth_0, ?(seq_V_0 b), ?(seq_V_0 b2), ?(seq_m_0 M), ?(seq_C_0 c), ?(seq_W_0 M c), ?(seq_F_0 b M c), ?(seq_H_0 b M); identity).
    assert (K0 : 0 < (1)) by lra.
    exact (by_identity_strict _ _ _ E (eq_refl 0) (Rplus_le_lt_0_compat _ _ (Rle_refl 0) K0)).
  - assert (E : ((seq_V b2 (S m'))) = (0 + (((seq_V b2 m')) * (b2))) + 0) by (rewrite ?(depth_S m'), ?(seq_V_S b m'), ?(seq_V_S b2 m'), ?(seq_m_S M m'), ?(seq_C_S c m'), ?(seq_W_S M c m'), ?(seq_F_S b M c m'), ?(seq_H_S b M m'); identity).
    exact (by_identity_strict _ _ _ E (eq_refl 0) (Rplus_le_lt_0_compat _ _ (Rle_refl 0) (Rmult_lt_0_compat _ _ F_V2_pos_m F_b_stays))).
  }
  assert (F_reciprocal : forall m', 0 <= (b^2*(seq_V b m') - b2*(seq_V b2 m')*(b - ((depth m') - 1)*(b2 - b)))).
  { induction m' as [|m' F_reciprocal_m].
  - assert (E : (b^2*(seq_V b 0%nat) - b2*(seq_V b2 0%nat)*(b - ((depth 0%nat) - 1)*(b2 - b))) = (0 + ((1) * (Rsqr (b2 - b)))) + 0) by (rewrite ?depth_0, ?(seq_V_0 b), ?(seq_V_0 b2), ?(seq_m_0 M), ?(seq_C_0 c), ?(seq_W_0 M c), ?(seq_F_0 b M c), ?(seq_H_0 b M); identity).
    assert (K0 : 0 <= (1)) by lra.
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ K0 (Rle_0_sqr (b2 - b))))).
  - assert (E : (b^2*(seq_V b (S m')) - b2*(seq_V b2 (S m'))*(b - ((depth (S m')) - 1)*(b2 - b))) = (((0 + ((2) * (((seq_V b2 m')) * ((b2) * (Rsqr (b2 - b)))))) + ((b) * (b^2*(seq_V b m') - b2*(seq_V b2 m')*(b - ((depth m') - 1)*(b2 - b))))) + (((seq_V b2 m')) * ((b2) * (((depth m') - 2) * (Rsqr (b2 - b)))))) + 0) by (rewrite ?(depth_S m'), ?(seq_V_S b m'), ?(seq_V_S b2 m'), ?(seq_m_S M m'), ?(seq_C_S c m'), ?(seq_W_S M c m'), ?(seq_F_S b M c m'), ?(seq_H_S b M m'); identity).
    assert (K0 : 0 <= (2)) by lra.
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ K0 (Rmult_le_pos _ _ (Rlt_le _ _ (F_V2_pos m')) (Rmult_le_pos _ _ (Rlt_le _ _ F_b_stays) (Rle_0_sqr (b2 - b)))))) (Rmult_le_pos _ _ (Rlt_le _ _ F_b_pos) F_reciprocal_m)) (Rmult_le_pos _ _ (Rlt_le _ _ (F_V2_pos m')) (Rmult_le_pos _ _ (Rlt_le _ _ F_b_stays) (Rmult_le_pos _ _ (F_depth m') (Rle_0_sqr (b2 - b))))))).
  }
  assert (F_H_nonneg : forall m', 0 <= ((seq_H b M m'))).
  { induction m' as [|m' F_H_nonneg_m].
  - assert (E : ((seq_H b M 0%nat)) = (0 + (1)) + 0) by (rewrite ?depth_0, ?(seq_V_0 b), ?(seq_V_0 b2), ?(seq_m_0 M), ?(seq_C_0 c), ?(seq_W_0 M c), ?(seq_F_0 b M c), ?(seq_H_0 b M); identity).
    assert (K0 : 0 < (1)) by lra.
    exact (by_identity _ _ _ E (eq_refl 0) (Rlt_le _ _ (Rplus_le_lt_0_compat _ _ (Rle_refl 0) K0))).
  - assert (E : ((seq_H b M (S m'))) = ((0 + (((seq_H b M m')) * (b))) + ((M) * ((seq_m M m')))) + 0) by (rewrite ?(depth_S m'), ?(seq_V_S b m'), ?(seq_V_S b2 m'), ?(seq_m_S M m'), ?(seq_C_S c m'), ?(seq_W_S M c m'), ?(seq_F_S b M c m'), ?(seq_H_S b M m'); identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rlt_le _ _ (Rplus_le_lt_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ F_H_nonneg_m (Rlt_le _ _ F_b_pos))) (Rmult_lt_0_compat _ _ F_M_pos (F_m_pos m'))))).
  }
  assert (F_means_secant : forall m', (b*(seq_V b m') - M*(seq_m M m') - (b - M)*(seq_H b M m')) = 0).
  { induction m' as [|m' F_means_secant_m].
  - assert (E : (b*(seq_V b 0%nat) - M*(seq_m M 0%nat) - (b - M)*(seq_H b M 0%nat)) = 0 + 0) by (rewrite ?depth_0, ?(seq_V_0 b), ?(seq_V_0 b2), ?(seq_m_0 M), ?(seq_C_0 c), ?(seq_W_0 M c), ?(seq_F_0 b M c), ?(seq_H_0 b M); identity).
    exact (by_equations _ _ _ E (eq_refl 0) (eq_refl 0)).
  - assert (E : (b*(seq_V b (S m')) - M*(seq_m M (S m')) - (b - M)*(seq_H b M (S m'))) = 0 + (0 + (b) * (b*(seq_V b m') - M*(seq_m M m') - (b - M)*(seq_H b M m')))) by (rewrite ?(depth_S m'), ?(seq_V_S b m'), ?(seq_V_S b2 m'), ?(seq_m_S M m'), ?(seq_C_S c m'), ?(seq_W_S M c m'), ?(seq_F_S b M c m'), ?(seq_H_S b M m'); identity).
    exact (by_equations _ _ _ E (zero_plus _ _ (eq_refl 0) (zero_times _ _ F_means_secant_m)) (eq_refl 0)).
  }
  assert (F_means : forall m', 0 <= (((depth m') - 2)*b^2*(seq_V b m') + 2*M^2*(seq_m M m') - (depth m')*M^2*(seq_V b m'))).
  { induction m' as [|m' F_means_m].
  - assert (E : (((depth 0%nat) - 2)*b^2*(seq_V b 0%nat) + 2*M^2*(seq_m M 0%nat) - (depth 0%nat)*M^2*(seq_V b 0%nat)) = 0 + 0) by (rewrite ?depth_0, ?(seq_V_0 b), ?(seq_V_0 b2), ?(seq_m_0 M), ?(seq_C_0 c), ?(seq_W_0 M c), ?(seq_F_0 b M c), ?(seq_H_0 b M); identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rle_refl 0)).
  - assert (E : (((depth (S m')) - 2)*b^2*(seq_V b (S m')) + 2*M^2*(seq_m M (S m')) - (depth (S m'))*M^2*(seq_V b (S m'))) = ((((0 + (((seq_H b M m')) * ((M) * (Rsqr (b - M))))) + (((seq_H b M m')) * ((b) * (Rsqr (b - M))))) + ((M) * (((seq_m M m')) * (Rsqr (b - M))))) + ((b) * (((depth m') - 2)*b^2*(seq_V b m') + 2*M^2*(seq_m M m') - (depth m')*M^2*(seq_V b m')))) + (0 + (-M^2 + b^2) * (b*(seq_V b m') - M*(seq_m M m') - (b - M)*(seq_H b M m')))) by (rewrite ?(depth_S m'), ?(seq_V_S b m'), ?(seq_V_S b2 m'), ?(seq_m_S M m'), ?(seq_C_S c m'), ?(seq_W_S M c m'), ?(seq_F_S b M c m'), ?(seq_H_S b M m'); identity).
    exact (by_identity _ _ _ E (zero_plus _ _ (eq_refl 0) (zero_times _ _ (F_means_secant m'))) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ (F_H_nonneg m') (Rmult_le_pos _ _ (Rlt_le _ _ F_M_pos) (Rle_0_sqr (b - M))))) (Rmult_le_pos _ _ (F_H_nonneg m') (Rmult_le_pos _ _ (Rlt_le _ _ F_b_pos) (Rle_0_sqr (b - M))))) (Rmult_le_pos _ _ (Rlt_le _ _ F_M_pos) (Rmult_le_pos _ _ (Rlt_le _ _ (F_m_pos m')) (Rle_0_sqr (b - M))))) (Rmult_le_pos _ _ (Rlt_le _ _ F_b_pos) F_means_m))).
  }
  assert (F_depth_pos : forall m', 0 < ((depth m'))).
  { intro m'. 
    assert (E : ((depth m')) = ((0 + (2)) + ((depth m') - 2)) + 0) by (identity).
    assert (K0 : 0 < (2)) by lra.
    exact (by_identity_strict _ _ _ E (eq_refl 0) (Rplus_lt_le_0_compat _ _ (Rplus_le_lt_0_compat _ _ (Rle_refl 0) K0) (F_depth m'))).
  }
  assert (F_aV_le : 0 <= (b*(seq_m M n') - a*(seq_V b n'))).
  { 
    assert (E : (((depth n')) * ((M) * ((M) * (b*(seq_m M n') - a*(seq_V b n'))))) = ((((0 + ((a) * (((depth n') - 2)*b^2*(seq_V b n') + 2*M^2*(seq_m M n') - (depth n')*M^2*(seq_V b n')))) + ((b) * ((lam - (a*b*(seq_V b n'))) * ((depth n') - 2)))) + ((b) * (((depth n') - 2) * (M^2*(seq_m M n') - lam)))) + ((2) * ((M) * ((M) * (((seq_m M n')) * (b - a)))))) + 0) by (identity).
    assert (K3 : 0 <= (2)) by lra.
    exact (divide _ _ F_M_pos (divide _ _ F_M_pos (divide _ _ (F_depth_pos n') (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ F_a_nonneg (F_means n'))) (Rmult_le_pos _ _ (Rlt_le _ _ F_b_pos) (Rmult_le_pos _ _ F_below (F_depth n')))) (Rmult_le_pos _ _ (Rlt_le _ _ F_b_pos) (Rmult_le_pos _ _ (F_depth n') F_lam_le))) (Rmult_le_pos _ _ K3 (Rmult_le_pos _ _ (Rlt_le _ _ F_M_pos) (Rmult_le_pos _ _ (Rlt_le _ _ F_M_pos) (Rmult_le_pos _ _ (Rlt_le _ _ (F_m_pos n')) F_ordered))))))))).
  }
  assert (F_aVlam_le : 0 <= (b*M^2*(seq_m M n')^2 - a*(seq_V b n')*lam)).
  { 
    assert (E : (b*M^2*(seq_m M n')^2 - a*(seq_V b n')*lam) = ((0 + ((b*(seq_m M n') - a*(seq_V b n')) * (lam))) + ((b) * ((M^2*(seq_m M n') - lam) * ((seq_m M n'))))) + 0) by (identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ F_aV_le F_lam_nonneg)) (Rmult_le_pos _ _ (Rlt_le _ _ F_b_pos) (Rmult_le_pos _ _ F_lam_le (Rlt_le _ _ (F_m_pos n')))))).
  }
  assert (F_B_square_le : forall m', 0 <= (c^2*M^2*(seq_W M c m')^2 - b^2*(seq_V b m')^2)).
  { intro m'. 
    assert (E : (c^2*M^2*(seq_W M c m')^2 - b^2*(seq_V b m')^2) = ((0 + ((c*M*(seq_W M c m') - b*(seq_V b m')) * (((seq_V b m')) * (b)))) + ((c*M*(seq_W M c m') - b*(seq_V b m')) * (((seq_W M c m')) * (c*M)))) + 0) by (identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ (F_B_le m') (Rmult_le_pos _ _ (Rlt_le _ _ (F_V_pos m')) (Rlt_le _ _ F_b_pos)))) (Rmult_le_pos _ _ (F_B_le m') (Rmult_le_pos _ _ (Rlt_le _ _ (F_W_pos m')) (Rlt_le _ _ F_cM_pos))))).
  }
  assert (F_room : 0 <= (b - eta*(b^3*(seq_V b n')^2 + ((depth n') - 1)*a*(seq_V b n')*lam))).
  { 
    assert (E : (b - eta*(b^3*(seq_V b n')^2 + ((depth n') - 1)*a*(seq_V b n')*lam)) = ((((0 + ((b*M^2*(seq_m M n')^2 - a*(seq_V b n')*lam) * (eta))) + ((b) * (1 - eta*(c^2*M^2*(seq_W M c n')^2 + ((depth n') - 1)*M^2*(seq_m M n')^2)))) + ((c^2*M^2*(seq_W M c n')^2 - b^2*(seq_V b n')^2) * ((b) * (eta)))) + ((b*M^2*(seq_m M n')^2 - a*(seq_V b n')*lam) * (((depth n') - 2) * (eta)))) + 0) by (identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ F_aVlam_le F_eta_nonneg)) (Rmult_le_pos _ _ (Rlt_le _ _ F_b_pos) F_step_size)) (Rmult_le_pos _ _ (F_B_square_le n') (Rmult_le_pos _ _ (Rlt_le _ _ F_b_pos) F_eta_nonneg))) (Rmult_le_pos _ _ F_aVlam_le (Rmult_le_pos _ _ (F_depth n') F_eta_nonneg)))).
  }
  assert (F_room_used : (b - ((depth n') - 1)*(eta*(seq_V b n')*(lam - (a*b*(seq_V b n'))))*a - (eta*(seq_V b n')*(b^2 + ((depth n') - 1)*a^2))*b*(seq_V b n') - (b - eta*(b^3*(seq_V b n')^2 + ((depth n') - 1)*a*(seq_V b n')*lam))) = 0).
  { 
    assert (E : (b - ((depth n') - 1)*(eta*(seq_V b n')*(lam - (a*b*(seq_V b n'))))*a - (eta*(seq_V b n')*(b^2 + ((depth n') - 1)*a^2))*b*(seq_V b n') - (b - eta*(b^3*(seq_V b n')^2 + ((depth n') - 1)*a*(seq_V b n')*lam))) = 0 + 0) by (identity).
    exact (by_equations _ _ _ E (eq_refl 0) (eq_refl 0)).
  }
  assert (F_B_pos : forall m', 0 < (b*(seq_V b m'))).
  { intro m'. 
    assert (E : (b*(seq_V b m')) = (0 + (((seq_V b m')) * (b))) + 0) by (identity).
    exact (by_identity_strict _ _ _ E (eq_refl 0) (Rplus_le_lt_0_compat _ _ (Rle_refl 0) (Rmult_lt_0_compat _ _ (F_V_pos m') F_b_pos))).
  }
  assert (F_E_pos : forall m', 0 < (b2*(seq_V b2 m'))).
  { intro m'. 
    assert (E : (b2*(seq_V b2 m')) = (0 + (((seq_V b2 m')) * (b2))) + 0) by (identity).
    exact (by_identity_strict _ _ _ E (eq_refl 0) (Rplus_le_lt_0_compat _ _ (Rle_refl 0) (Rmult_lt_0_compat _ _ (F_V2_pos m') F_b_stays))).
  }
  assert (F_bracket : 0 <= (b - b2*(seq_V b2 n')*(eta*(seq_V b n')*(b^2 + ((depth n') - 1)*a^2)))).
  { 
    assert (E : ((b*(seq_V b n')) * (b - b2*(seq_V b2 n')*(eta*(seq_V b n')*(b^2 + ((depth n') - 1)*a^2)))) = ((0 + (b^2*(seq_V b n') - b2*(seq_V b2 n')*(b - ((depth n') - 1)*(b2 - b)))) + ((b2*(seq_V b2 n')) * (b - eta*(b^3*(seq_V b n')^2 + ((depth n') - 1)*a*(seq_V b n')*lam)))) + (0 + (-(depth n')*(seq_V b2 n')*b2 + (seq_V b2 n')*b2) * (b2 - (b + (eta*(seq_V b n')*(lam - (a*b*(seq_V b n'))))*a)))) by (identity).
    exact (divide _ _ (F_B_pos n') (by_identity _ _ _ E (zero_plus _ _ (eq_refl 0) (zero_times _ _ F_update_b)) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) (F_reciprocal n')) (Rmult_le_pos _ _ (Rlt_le _ _ (F_E_pos n')) F_room)))).
  }
  assert (F_balance : (b*(lam - (a2*b2*(seq_V b2 n'))) - (lam - (a*b*(seq_V b n')))*(b - b2*(seq_V b2 n')*(eta*(seq_V b n')*(b^2 + ((depth n') - 1)*a^2))) - a*(b^2*(seq_V b n') - b2*(seq_V b2 n')*(b - ((depth n') - 1)*(b2 - b)))) = 0).
  { 
    assert (E : (b*(lam - (a2*b2*(seq_V b2 n'))) - (lam - (a*b*(seq_V b n')))*(b - b2*(seq_V b2 n')*(eta*(seq_V b n')*(b^2 + ((depth n') - 1)*a^2))) - a*(b^2*(seq_V b n') - b2*(seq_V b2 n')*(b - ((depth n') - 1)*(b2 - b)))) = 0 + ((0 + (-(seq_V b2 n')*b*b2) * (a2 - (a + (eta*(seq_V b n')*(lam - (a*b*(seq_V b n'))))*b))) + (-(depth n')*(seq_V b2 n')*a*b2 + (seq_V b2 n')*a*b2) * (b2 - (b + (eta*(seq_V b n')*(lam - (a*b*(seq_V b n'))))*a)))) by (identity).
    exact (by_equations _ _ _ E (zero_plus _ _ (zero_plus _ _ (eq_refl 0) (zero_times _ _ F_update_a)) (zero_times _ _ F_update_b)) (eq_refl 0)).
  }
  assert (F_stays_below : 0 <= (lam - (a2*b2*(seq_V b2 n')))).
  { 
    assert (E : ((b) * (lam - (a2*b2*(seq_V b2 n')))) = ((0 + ((a) * (b^2*(seq_V b n') - b2*(seq_V b2 n')*(b - ((depth n') - 1)*(b2 - b))))) + ((lam - (a*b*(seq_V b n'))) * (b - b2*(seq_V b2 n')*(eta*(seq_V b n')*(b^2 + ((depth n') - 1)*a^2))))) + (0 + (1) * (b*(lam - (a2*b2*(seq_V b2 n'))) - (lam - (a*b*(seq_V b n')))*(b - b2*(seq_V b2 n')*(eta*(seq_V b n')*(b^2 + ((depth n') - 1)*a^2))) - a*(b^2*(seq_V b n') - b2*(seq_V b2 n')*(b - ((depth n') - 1)*(b2 - b)))))) by (identity).
    exact (divide _ _ F_b_pos (by_identity _ _ _ E (zero_plus _ _ (eq_refl 0) (zero_times _ _ F_balance)) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ F_a_nonneg (F_reciprocal n'))) (Rmult_le_pos _ _ F_below F_bracket)))).
  }
  assert (F_V2_ge : forall m', 0 <= ((seq_V b2 m') - (seq_V b m'))).
  { induction m' as [|m' F_V2_ge_m].
  - assert (E : ((seq_V b2 0%nat) - (seq_V b 0%nat)) = 0 + 0) by (rewrite ?depth_0, ?(seq_V_0 b), ?(seq_V_0 b2), ?(seq_m_0 M), ?(seq_C_0 c), ?(seq_W_0 M c), ?(seq_F_0 b M c), ?(seq_H_0 b M); identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rle_refl 0)).
  - assert (E : ((seq_V b2 (S m')) - (seq_V b (S m'))) = ((0 + (((seq_V b2 m') - (seq_V b m')) * (b2))) + (((seq_V b m')) * (b2 - b))) + 0) by (rewrite ?(depth_S m'), ?(seq_V_S b m'), ?(seq_V_S b2 m'), ?(seq_m_S M m'), ?(seq_C_S c m'), ?(seq_W_S M c m'), ?(seq_F_S b M c m'), ?(seq_H_S b M m'); identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ F_V2_ge_m (Rlt_le _ _ F_b_stays))) (Rmult_le_pos _ _ (Rlt_le _ _ (F_V_pos m')) F_b_increases))).
  }
  assert (F_p_increases : forall m', 0 <= ((a2*b2*(seq_V b2 m')) - (a*b*(seq_V b m')))).
  { intro m'. 
    assert (E : ((a2*b2*(seq_V b2 m')) - (a*b*(seq_V b m'))) = (((0 + (((seq_V b2 m') - (seq_V b m')) * ((a2) * (b2)))) + (((seq_V b m')) * ((a2 - a) * (b)))) + (((seq_V b m')) * ((a2) * (b2 - b)))) + 0) by (identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ (F_V2_ge m') (Rmult_le_pos _ _ F_a_stays (Rlt_le _ _ F_b_stays)))) (Rmult_le_pos _ _ (Rlt_le _ _ (F_V_pos m')) (Rmult_le_pos _ _ F_a_increases (Rlt_le _ _ F_b_pos)))) (Rmult_le_pos _ _ (Rlt_le _ _ (F_V_pos m')) (Rmult_le_pos _ _ F_a_stays F_b_increases)))).
  }
  assert (F_Mm_le : forall m', 0 <= (c*M*(seq_W M c m') - M*(seq_m M m'))).
  { intro m'. 
    assert (E : (c*M*(seq_W M c m') - M*(seq_m M m')) = ((0 + ((c*M - M) * ((seq_W M c m')))) + ((M) * ((seq_W M c m') - (seq_m M m')))) + 0) by (identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ F_M_le_cM (Rlt_le _ _ (F_W_pos m')))) (Rmult_le_pos _ _ (Rlt_le _ _ F_M_pos) (F_m_le_W m')))).
  }
  assert (F_Mm_square_le : forall m', 0 <= (c^2*M^2*(seq_W M c m')^2 - M^2*(seq_m M m')^2)).
  { intro m'. 
    assert (E : (c^2*M^2*(seq_W M c m')^2 - M^2*(seq_m M m')^2) = ((0 + ((M) * ((c*M*(seq_W M c m') - M*(seq_m M m')) * ((seq_m M m'))))) + ((c*M*(seq_W M c m') - M*(seq_m M m')) * (((seq_W M c m')) * (c*M)))) + 0) by (identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ (Rlt_le _ _ F_M_pos) (Rmult_le_pos _ _ (F_Mm_le m') (Rlt_le _ _ (F_m_pos m'))))) (Rmult_le_pos _ _ (F_Mm_le m') (Rmult_le_pos _ _ (Rlt_le _ _ (F_W_pos m')) (Rlt_le _ _ F_cM_pos))))).
  }
  assert (F_simple_step_size : forall m', 0 <= ((depth m')*c^2*M^2*(seq_W M c m')^2 - (c^2*M^2*(seq_W M c m')^2 + ((depth m') - 1)*M^2*(seq_m M m')^2))).
  { intro m'. 
    assert (E : ((depth m')*c^2*M^2*(seq_W M c m')^2 - (c^2*M^2*(seq_W M c m')^2 + ((depth m') - 1)*M^2*(seq_m M m')^2)) = ((0 + (c^2*M^2*(seq_W M c m')^2 - M^2*(seq_m M m')^2)) + ((c^2*M^2*(seq_W M c m')^2 - M^2*(seq_m M m')^2) * ((depth m') - 2))) + 0) by (identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) (F_Mm_square_le m')) (Rmult_le_pos _ _ (F_Mm_square_le m') (F_depth m')))).
  }
  exact (conj F_a_increases (conj F_b_increases (conj F_stays_ordered (conj F_gap_shrinks (conj F_stays_close (conj F_b_le_cM (conj F_e_le_1 (conj (F_p_increases n') (conj F_stays_below (conj (F_simple_step_size n') (conj F_a_stays (conj F_b_stays (conj F_stays_ordered (conj F_stays_close (F_stays_below))))))))))))))).
Qed.

Theorem lemma_d_2 : forall (N : nat) (a b a2 b2 lam M c eta : R), (2 <= N)%nat ->
  0 <= (eta) ->
  0 < (M) ->
  0 < (c - 1) ->
  0 <= ((c - 1)*c*((c) ^ (N - 2)) - 1) ->
  0 <= (M^2*((M) ^ (N - 2)) - lam) ->
  0 <= (1 - eta*(c^2*M^2*((c*M) ^ (N - 2))^2 + (INR N - 1)*M^2*((M) ^ (N - 2))^2)) ->
  0 <= (a) ->
  0 < (b) ->
  0 <= (b - a) ->
  0 <= (M - (b - a)) ->
  0 <= (lam - (a*b*((b) ^ (N - 2)))) ->
  (a2 - (a + (eta*((b) ^ (N - 2))*(lam - (a*b*((b) ^ (N - 2)))))*b)) = 0 ->
  (b2 - (b + (eta*((b) ^ (N - 2))*(lam - (a*b*((b) ^ (N - 2)))))*a)) = 0 ->
  0 <= (a2 - a) /\
  0 <= (b2 - b) /\
  0 <= (b2 - a2) /\
  0 <= ((b - a) - (b2 - a2)) /\
  0 <= (M - (b2 - a2)) /\
  0 <= (c*M - b) /\
  0 <= (1 - (eta*((b) ^ (N - 2))*(lam - (a*b*((b) ^ (N - 2)))))) /\
  0 <= ((a2*b2*((b2) ^ (N - 2))) - (a*b*((b) ^ (N - 2)))) /\
  0 <= (lam - (a2*b2*((b2) ^ (N - 2)))) /\
  0 <= (INR N*c^2*M^2*((c*M) ^ (N - 2))^2 - (c^2*M^2*((c*M) ^ (N - 2))^2 + (INR N - 1)*M^2*((M) ^ (N - 2))^2)) /\
  0 <= (a2) /\
  0 < (b2) /\
  0 <= (b2 - a2) /\
  0 <= (M - (b2 - a2)) /\
  0 <= (lam - (a2*b2*((b2) ^ (N - 2)))).
Proof.
  intros N a b a2 b2 lam M c eta HN F_eta_nonneg F_M_pos F_c_gt_1 F_c_root F_lam_le F_step_size F_a_nonneg F_b_pos F_ordered F_close F_below F_update_a F_update_b.
  assert (DN : INR N = depth (N - 2)) by (unfold depth; rewrite minus_INR by exact HN; simpl; ring).
  assert (DV : ((b) ^ (N - 2)) = (seq_V b (N - 2))) by (rewrite seq_V_is; replace (N - 2 + 0)%nat with (N - 2)%nat by lia; reflexivity).
  assert (DV2 : ((b2) ^ (N - 2)) = (seq_V b2 (N - 2))) by (rewrite seq_V_is; replace (N - 2 + 0)%nat with (N - 2)%nat by lia; reflexivity).
  assert (Dm : ((M) ^ (N - 2)) = (seq_m M (N - 2))) by (rewrite seq_m_is; replace (N - 2 + 0)%nat with (N - 2)%nat by lia; reflexivity).
  assert (DC : ((c) ^ (N - 2)) = (seq_C c (N - 2))) by (rewrite seq_C_is; replace (N - 2 + 0)%nat with (N - 2)%nat by lia; reflexivity).
  assert (DW : ((c*M) ^ (N - 2)) = (seq_W M c (N - 2))) by (rewrite seq_W_is; replace (N - 2 + 0)%nat with (N - 2)%nat by lia; reflexivity).
  rewrite ?DN, ?DV, ?DV2, ?Dm, ?DC, ?DW in F_eta_nonneg.
  rewrite ?DN, ?DV, ?DV2, ?Dm, ?DC, ?DW in F_M_pos.
  rewrite ?DN, ?DV, ?DV2, ?Dm, ?DC, ?DW in F_c_gt_1.
  rewrite ?DN, ?DV, ?DV2, ?Dm, ?DC, ?DW in F_c_root.
  rewrite ?DN, ?DV, ?DV2, ?Dm, ?DC, ?DW in F_lam_le.
  rewrite ?DN, ?DV, ?DV2, ?Dm, ?DC, ?DW in F_step_size.
  rewrite ?DN, ?DV, ?DV2, ?Dm, ?DC, ?DW in F_a_nonneg.
  rewrite ?DN, ?DV, ?DV2, ?Dm, ?DC, ?DW in F_b_pos.
  rewrite ?DN, ?DV, ?DV2, ?Dm, ?DC, ?DW in F_ordered.
  rewrite ?DN, ?DV, ?DV2, ?Dm, ?DC, ?DW in F_close.
  rewrite ?DN, ?DV, ?DV2, ?Dm, ?DC, ?DW in F_below.
  rewrite ?DN, ?DV, ?DV2, ?Dm, ?DC, ?DW in F_update_a.
  rewrite ?DN, ?DV, ?DV2, ?Dm, ?DC, ?DW in F_update_b.
  rewrite ?DN, ?DV, ?DV2, ?Dm, ?DC, ?DW.
  exact (lemma_d_2_sequences a b a2 b2 lam M c eta (N - 2) F_eta_nonneg F_M_pos F_c_gt_1 F_c_root F_lam_le F_step_size F_a_nonneg F_b_pos F_ordered F_close F_below F_update_a F_update_b).
Qed.

Theorem lemma_d_2_all_steps : forall (N : nat) (lam M c eta : R) (a b : nat -> R), (2 <= N)%nat ->
  0 <= (eta) ->
  0 < (M) ->
  0 < (c - 1) ->
  0 <= ((c - 1)*c*((c) ^ (N - 2)) - 1) ->
  0 <= (M^2*((M) ^ (N - 2)) - lam) ->
  0 <= (1 - eta*(c^2*M^2*((c*M) ^ (N - 2))^2 + (INR N - 1)*M^2*((M) ^ (N - 2))^2)) ->
  (forall k, a (S k) = (a k) + (eta*(((b k)) ^ (N - 2))*(lam - ((a k)*(b k)*(((b k)) ^ (N - 2)))))*(b k)) ->
  (forall k, b (S k) = (b k) + (eta*(((b k)) ^ (N - 2))*(lam - ((a k)*(b k)*(((b k)) ^ (N - 2)))))*(a k)) ->
  0 <= ((a 0%nat)) ->
  0 < ((b 0%nat)) ->
  0 <= ((b 0%nat) - (a 0%nat)) ->
  0 <= (M - ((b 0%nat) - (a 0%nat))) ->
  0 <= (lam - ((a 0%nat)*(b 0%nat)*(((b 0%nat)) ^ (N - 2)))) ->
  forall k : nat,
  0 <= ((a k)) /\
  0 < ((b k)) /\
  0 <= ((b k) - (a k)) /\
  0 <= (M - ((b k) - (a k))) /\
  0 <= (lam - ((a k)*(b k)*(((b k)) ^ (N - 2)))) /\
  0 <= ((a (S k)) - (a k)) /\
  0 <= ((b (S k)) - (b k)) /\
  0 <= ((b (S k)) - (a (S k))) /\
  0 <= (((b k) - (a k)) - ((b (S k)) - (a (S k)))) /\
  0 <= (M - ((b (S k)) - (a (S k)))) /\
  0 <= (c*M - (b k)) /\
  0 <= (1 - (eta*(((b k)) ^ (N - 2))*(lam - ((a k)*(b k)*(((b k)) ^ (N - 2)))))) /\
  0 <= (((a (S k))*(b (S k))*(((b (S k))) ^ (N - 2))) - ((a k)*(b k)*(((b k)) ^ (N - 2)))) /\
  0 <= (lam - ((a (S k))*(b (S k))*(((b (S k))) ^ (N - 2)))) /\
  0 <= (INR N*c^2*M^2*((c*M) ^ (N - 2))^2 - (c^2*M^2*((c*M) ^ (N - 2))^2 + (INR N - 1)*M^2*((M) ^ (N - 2))^2)).
Proof.
  intros N lam M c eta a b HN F_eta_nonneg F_M_pos F_c_gt_1 F_c_root F_lam_le F_step_size U_a U_b I_a_nonneg I_b_pos I_ordered I_close I_below.
  assert (I : forall k : nat, 0 <= ((a k)) /\ 0 < ((b k)) /\ 0 <= ((b k) - (a k)) /\ 0 <= (M - ((b k) - (a k))) /\ 0 <= (lam - ((a k)*(b k)*(((b k)) ^ (N - 2))))).
  { induction k as [|k I]; [exact (conj I_a_nonneg (conj I_b_pos (conj I_ordered (conj I_close (I_below)))))|].
    clear I_a_nonneg I_b_pos I_ordered I_close I_below.
    destruct I as [I_a_nonneg [I_b_pos [I_ordered [I_close I_below]]]].
    destruct (lemma_d_2 N (a k) (b k) (a (S k)) (b (S k)) lam M c eta HN F_eta_nonneg F_M_pos F_c_gt_1 F_c_root F_lam_le F_step_size I_a_nonneg I_b_pos I_ordered I_close I_below ltac:(rewrite (U_a k); ring) ltac:(rewrite (U_b k); ring)) as [C_a_increases [C_b_increases [C_stays_ordered [C_gap_shrinks [C_stays_close [C_b_le_cM [C_e_le_1 [C_p_increases [C_stays_below [C_simple_step_size [J_a_nonneg [J_b_pos [J_ordered [J_close J_below]]]]]]]]]]]]]].
    exact (conj J_a_nonneg (conj J_b_pos (conj J_ordered (conj J_close (J_below))))). }
  clear I_a_nonneg I_b_pos I_ordered I_close I_below. intro k.
  destruct (I k) as [I_a_nonneg [I_b_pos [I_ordered [I_close I_below]]]].
  destruct (lemma_d_2 N (a k) (b k) (a (S k)) (b (S k)) lam M c eta HN F_eta_nonneg F_M_pos F_c_gt_1 F_c_root F_lam_le F_step_size I_a_nonneg I_b_pos I_ordered I_close I_below ltac:(rewrite (U_a k); ring) ltac:(rewrite (U_b k); ring)) as [C_a_increases [C_b_increases [C_stays_ordered [C_gap_shrinks [C_stays_close [C_b_le_cM [C_e_le_1 [C_p_increases [C_stays_below [C_simple_step_size [J_a_nonneg [J_b_pos [J_ordered [J_close J_below]]]]]]]]]]]]]].
  exact (conj I_a_nonneg (conj I_b_pos (conj I_ordered (conj I_close (conj I_below (conj C_a_increases (conj C_b_increases (conj C_stays_ordered (conj C_gap_shrinks (conj C_stays_close (conj C_b_le_cM (conj C_e_le_1 (conj C_p_increases (conj C_stays_below (C_simple_step_size))))))))))))))).
Qed.

Print Assumptions lemma_d_2_all_steps.
