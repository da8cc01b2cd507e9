(* Made by `dmfproof export lemma_d_3 --to coq`; do not edit. *)

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

Fixpoint seq_Z (A : R) (n' : nat) : R := match n' with O => 1 | S n' => (A)*(seq_Z A n') end.
Lemma seq_Z_0 : forall (A : R), seq_Z A 0 = 1. Proof. reflexivity. Qed.
Lemma seq_Z_S : forall (A : R) (n' : nat), seq_Z A (S n') = (A)*(seq_Z A n'). Proof. reflexivity. Qed.
Lemma seq_V_is : forall (b : R) (n' : nat), seq_V b n' = (b) ^ (n' + 0).
Proof. induction n' as [|n' IH]; [rewrite seq_V_0; unfold power_sum; simpl; ring|]. rewrite seq_V_S, IH; replace (S n' + 0)%nat with (S (n' + 0)) by lia; replace (S (n' + 0)) with (n' + 1)%nat by lia; rewrite ?pow_add; simpl; ring. Qed.
Lemma seq_Z_is : forall (A : R) (n' : nat), seq_Z A n' = (A) ^ (n' + 0).
Proof. induction n' as [|n' IH]; [rewrite seq_Z_0; unfold power_sum; simpl; ring|]. rewrite seq_Z_S, IH; replace (S n' + 0)%nat with (S (n' + 0)) by lia; replace (S (n' + 0)) with (n' + 1)%nat by lia; rewrite ?pow_add; simpl; ring. Qed.

Theorem lemma_d_3_sequences : forall (a b a2 b2 lam A eta : R) (n' : nat),
  0 <= (eta) ->
  0 <= (lam) ->
  0 <= (1 - eta*(depth n')*A^2*(seq_Z A n')^2) ->
  0 < (a) ->
  0 <= (b - a) ->
  0 <= (A - b) ->
  0 <= ((a*b*(seq_V b n')) - lam) ->
  (a2 - (a - (eta*(seq_V b n')*((a*b*(seq_V b n')) - lam))*b)) = 0 ->
  (b2 - (b - (eta*(seq_V b n')*((a*b*(seq_V b n')) - lam))*a)) = 0 ->
  0 <= (a - a2) /\
  0 <= (b - b2) /\
  0 < (a2) /\
  0 <= (b2 - a2) /\
  0 <= (A - b2) /\
  0 <= ((a*b*(seq_V b n')) - (a2*b2*(seq_V b2 n'))) /\
  0 <= ((a2*b2*(seq_V b2 n')) - lam) /\
  0 < (a2) /\
  0 <= (b2 - a2) /\
  0 <= (A - b2) /\
  0 <= ((a2*b2*(seq_V b2 n')) - lam).
Proof.
  intros a b a2 b2 lam A eta n' F_eta_nonneg F_lam_nonneg F_step_size F_a_pos F_ordered F_bounded F_above F_update_a F_update_b.
  assert (F_depth : forall m', 0 <= ((depth m') - 2)) by (intro m'; unfold depth; pose proof (pos_INR m'); lra).
  assert (F_b_pos : 0 < (b)).
  { 
    assert (E : (b) = ((0 + (a)) + (b - a)) + 0) by (identity).
    exact (by_identity_strict _ _ _ E (eq_refl 0) (Rplus_lt_le_0_compat _ _ (Rplus_le_lt_0_compat _ _ (Rle_refl 0) F_a_pos) F_ordered)).
  }
  assert (F_A_pos : 0 < (A)).
  { 
    assert (E : (A) = ((0 + (b)) + (A - b)) + 0) by (identity).
    exact (by_identity_strict _ _ _ E (eq_refl 0) (Rplus_lt_le_0_compat _ _ (Rplus_le_lt_0_compat _ _ (Rle_refl 0) F_b_pos) F_bounded)).
  }
  assert (F_V_pos : forall m', 0 < ((seq_V b m'))).
  { induction m' as [|m' F_V_pos_m].
  - assert (E : ((seq_V b 0%nat)) = (0 + (1)) + 0) by (rewrite ?depth_0, ?(seq_V_0 b), ?(seq_V_0 b2), ?(seq_Z_0 A); identity).
    assert (K0 : 0 < (1)) by lra.
    exact (by_identity_strict _ _ _ E (eq_refl 0) (Rplus_le_lt_0_compat _ _ (Rle_refl 0) K0)).
  - assert (E : ((seq_V b (S m'))) = (0 + (((seq_V b m')) * (b))) + 0) by (rewrite ?(depth_S m'), ?(seq_V_S b m'), ?(seq_V_S b2 m'), ?(seq_Z_S A m'); identity).
    exact (by_identity_strict _ _ _ E (eq_refl 0) (Rplus_le_lt_0_compat _ _ (Rle_refl 0) (Rmult_lt_0_compat _ _ F_V_pos_m F_b_pos))).
  }
  assert (F_V_le_Z : forall m', 0 <= ((seq_Z A m') - (seq_V b m'))).
  { induction m' as [|m' F_V_le_Z_m].
  - assert (E : ((seq_Z A 0%nat) - (seq_V b 0%nat)) = 0 + 0) by (rewrite ?depth_0, ?(seq_V_0 b), ?(seq_V_0 b2), ?(seq_Z_0 A); identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rle_refl 0)).
  - assert (E : ((seq_Z A (S m')) - (seq_V b (S m'))) = ((0 + ((A) * ((seq_Z A m') - (seq_V b m')))) + (((seq_V b m')) * (A - b))) + 0) by (rewrite ?(depth_S m'), ?(seq_V_S b m'), ?(seq_V_S b2 m'), ?(seq_Z_S A m'); identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ (Rlt_le _ _ F_A_pos) F_V_le_Z_m)) (Rmult_le_pos _ _ (Rlt_le _ _ (F_V_pos m')) F_bounded))).
  }
  assert (F_B_pos : forall m', 0 < (b*(seq_V b m'))).
  { intro m'. 
    assert (E : (b*(seq_V b m')) = (0 + (((seq_V b m')) * (b))) + 0) by (identity).
    exact (by_identity_strict _ _ _ E (eq_refl 0) (Rplus_le_lt_0_compat _ _ (Rle_refl 0) (Rmult_lt_0_compat _ _ (F_V_pos m') F_b_pos))).
  }
  assert (F_B_le : forall m', 0 <= (A*(seq_Z A m') - b*(seq_V b m'))).
  { intro m'. 
    assert (E : (A*(seq_Z A m') - b*(seq_V b m')) = ((0 + ((A) * ((seq_Z A m') - (seq_V b m')))) + (((seq_V b m')) * (A - b))) + 0) by (identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ (Rlt_le _ _ F_A_pos) (F_V_le_Z m'))) (Rmult_le_pos _ _ (Rlt_le _ _ (F_V_pos m')) F_bounded))).
  }
  assert (F_B_square_le : forall m', 0 <= (A^2*(seq_Z A m')^2 - b^2*(seq_V b m')^2)).
  { intro m'. 
    assert (E : (A^2*(seq_Z A m')^2 - b^2*(seq_V b m')^2) = ((0 + ((A*(seq_Z A m') - b*(seq_V b m')) * (A*(seq_Z A m') - b*(seq_V b m')))) + ((2) * ((A*(seq_Z A m') - b*(seq_V b m')) * (b*(seq_V b m'))))) + 0) by (identity).
    assert (K1 : 0 <= (2)) by lra.
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ (F_B_le m') (F_B_le m'))) (Rmult_le_pos _ _ K1 (Rmult_le_pos _ _ (F_B_le m') (Rlt_le _ _ (F_B_pos m')))))).
  }
  assert (F_room : 0 <= (1 - eta*(depth n')*b^2*(seq_V b n')^2)).
  { 
    assert (E : (1 - eta*(depth n')*b^2*(seq_V b n')^2) = (((0 + (1 - eta*(depth n')*A^2*(seq_Z A n')^2)) + ((2) * ((A^2*(seq_Z A n')^2 - b^2*(seq_V b n')^2) * (eta)))) + ((A^2*(seq_Z A n')^2 - b^2*(seq_V b n')^2) * (((depth n') - 2) * (eta)))) + 0) by (identity).
    assert (K1 : 0 <= (2)) by lra.
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) F_step_size) (Rmult_le_pos _ _ K1 (Rmult_le_pos _ _ (F_B_square_le n') F_eta_nonneg))) (Rmult_le_pos _ _ (F_B_square_le n') (Rmult_le_pos _ _ (F_depth n') F_eta_nonneg)))).
  }
  assert (F_depth_pos : forall m', 0 < ((depth m'))).
  { intro m'. 
    assert (E : ((depth m')) = ((0 + (2)) + ((depth m') - 2)) + 0) by (identity).
    assert (K0 : 0 < (2)) by lra.
    exact (by_identity_strict _ _ _ E (eq_refl 0) (Rplus_lt_le_0_compat _ _ (Rplus_le_lt_0_compat _ _ (Rle_refl 0) K0) (F_depth m'))).
  }
  assert (F_shrink : 0 < (1 - eta*b^2*(seq_V b n')^2)).
  { 
    assert (E : (((depth n')) * (1 - eta*b^2*(seq_V b n')^2)) = (((0 + (1)) + ((depth n') - 2)) + (1 - eta*(depth n')*b^2*(seq_V b n')^2)) + 0) by (identity).
    assert (K0 : 0 < (1)) by lra.
    exact (divide_strict _ _ (F_depth_pos n') (by_identity_strict _ _ _ E (eq_refl 0) (Rplus_lt_le_0_compat _ _ (Rplus_lt_le_0_compat _ _ (Rplus_le_lt_0_compat _ _ (Rle_refl 0) K0) (F_depth n')) F_room))).
  }
  assert (F_e_nonneg : 0 <= ((eta*(seq_V b n')*((a*b*(seq_V b n')) - lam)))).
  { 
    assert (E : ((eta*(seq_V b n')*((a*b*(seq_V b n')) - lam))) = (0 + (((seq_V b n')) * (((a*b*(seq_V b n')) - lam) * (eta)))) + 0) by (identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ (Rlt_le _ _ (F_V_pos n')) (Rmult_le_pos _ _ F_above F_eta_nonneg)))).
  }
  assert (F_a_decreases : 0 <= (a - a2)).
  { 
    assert (E : (a - a2) = (0 + ((b) * ((eta*(seq_V b n')*((a*b*(seq_V b n')) - lam))))) + (0 + (-1) * (a2 - (a - (eta*(seq_V b n')*((a*b*(seq_V b n')) - lam))*b)))) by (identity).
    exact (by_identity _ _ _ E (zero_plus _ _ (eq_refl 0) (zero_times _ _ F_update_a)) (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ (Rlt_le _ _ F_b_pos) F_e_nonneg))).
  }
  assert (F_b_decreases : 0 <= (b - b2)).
  { 
    assert (E : (b - b2) = (0 + ((a) * ((eta*(seq_V b n')*((a*b*(seq_V b n')) - lam))))) + (0 + (-1) * (b2 - (b - (eta*(seq_V b n')*((a*b*(seq_V b n')) - lam))*a)))) by (identity).
    exact (by_identity _ _ _ E (zero_plus _ _ (eq_refl 0) (zero_times _ _ F_update_b)) (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ (Rlt_le _ _ F_a_pos) F_e_nonneg))).
  }
  assert (F_stays_positive : 0 < (a2)).
  { 
    assert (E : (a2) = ((0 + ((a) * (1 - eta*b^2*(seq_V b n')^2))) + ((b*(seq_V b n')) * ((eta) * (lam)))) + (0 + (1) * (a2 - (a - (eta*(seq_V b n')*((a*b*(seq_V b n')) - lam))*b)))) by (identity).
    exact (by_identity_strict _ _ _ E (zero_plus _ _ (eq_refl 0) (zero_times _ _ F_update_a)) (Rplus_lt_le_0_compat _ _ (Rplus_le_lt_0_compat _ _ (Rle_refl 0) (Rmult_lt_0_compat _ _ F_a_pos F_shrink)) (Rmult_le_pos _ _ (Rlt_le _ _ (F_B_pos n')) (Rmult_le_pos _ _ F_eta_nonneg F_lam_nonneg)))).
  }
  assert (F_stays_ordered : 0 <= (b2 - a2)).
  { 
    assert (E : (b2 - a2) = ((0 + (b - a)) + (((eta*(seq_V b n')*((a*b*(seq_V b n')) - lam))) * (b - a))) + ((0 + (-1) * (a2 - (a - (eta*(seq_V b n')*((a*b*(seq_V b n')) - lam))*b))) + (1) * (b2 - (b - (eta*(seq_V b n')*((a*b*(seq_V b n')) - lam))*a)))) by (identity).
    exact (by_identity _ _ _ E (zero_plus _ _ (zero_plus _ _ (eq_refl 0) (zero_times _ _ F_update_a)) (zero_times _ _ F_update_b)) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) F_ordered) (Rmult_le_pos _ _ F_e_nonneg F_ordered))).
  }
  assert (F_stays_bounded : 0 <= (A - b2)).
  { 
    assert (E : (A - b2) = ((0 + (b - b2)) + (A - b)) + 0) by (identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) F_b_decreases) F_bounded)).
  }
  assert (F_b2_pos : 0 < (b2)).
  { 
    assert (E : (b2) = ((0 + (b2 - a2)) + (a2)) + 0) by (identity).
    exact (by_identity_strict _ _ _ E (eq_refl 0) (Rplus_le_lt_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) F_stays_ordered) F_stays_positive)).
  }
  assert (F_V2_pos : forall m', 0 < ((seq_V b2 m'))).
  { induction m' as [|m' F_V2_pos_m].
  - assert (E : ((seq_V b2 0%nat)) = (0 + (1)) + 0) by (rewrite ?depth_0, ?(seq_V_0 b), ?(seq_V_0 b2), ?(seq_Z_0 A); identity).
    assert (K0 : 0 < (1)) by lra.
    exact (by_identity_strict _ _ _ E (eq_refl 0) (Rplus_le_lt_0_compat _ _ (Rle_refl 0) K0)).
  - assert (E : ((seq_V b2 (S m'))) = (0 + (((seq_V b2 m')) * (b2))) + 0) by (rewrite ?(depth_S m'), ?(seq_V_S b m'), ?(seq_V_S b2 m'), ?(seq_Z_S A m'); identity).
    exact (by_identity_strict _ _ _ E (eq_refl 0) (Rplus_le_lt_0_compat _ _ (Rle_refl 0) (Rmult_lt_0_compat _ _ F_V2_pos_m F_b2_pos))).
  }
  assert (F_bernoulli : forall m', 0 <= (b2*(seq_V b2 m') - b*(seq_V b m') + ((depth m') - 1)*(seq_V b m')*(b - b2))).
  { induction m' as [|m' F_bernoulli_m].
  - assert (E : (b2*(seq_V b2 0%nat) - b*(seq_V b 0%nat) + ((depth 0%nat) - 1)*(seq_V b 0%nat)*(b - b2)) = 0 + 0) by (rewrite ?depth_0, ?(seq_V_0 b), ?(seq_V_0 b2), ?(seq_Z_0 A); identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rle_refl 0)).
  - assert (E : (b2*(seq_V b2 (S m')) - b*(seq_V b (S m')) + ((depth (S m')) - 1)*(seq_V b (S m'))*(b - b2)) = (((0 + (((seq_V b m')) * (Rsqr (b - b2)))) + (((seq_V b m')) * (((depth m') - 2) * (Rsqr (b - b2))))) + ((b2) * (b2*(seq_V b2 m') - b*(seq_V b m') + ((depth m') - 1)*(seq_V b m')*(b - b2)))) + 0) by (rewrite ?(depth_S m'), ?(seq_V_S b m'), ?(seq_V_S b2 m'), ?(seq_Z_S A m'); identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ (Rlt_le _ _ (F_V_pos m')) (Rle_0_sqr (b - b2)))) (Rmult_le_pos _ _ (Rlt_le _ _ (F_V_pos m')) (Rmult_le_pos _ _ (F_depth m') (Rle_0_sqr (b - b2))))) (Rmult_le_pos _ _ (Rlt_le _ _ F_b2_pos) F_bernoulli_m))).
  }
  assert (F_a_square_le : 0 <= (b^2 - a^2)).
  { 
    assert (E : (b^2 - a^2) = ((0 + ((2) * ((a) * (b - a)))) + ((b - a) * (b - a))) + 0) by (identity).
    assert (K0 : 0 <= (2)) by lra.
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ K0 (Rmult_le_pos _ _ (Rlt_le _ _ F_a_pos) F_ordered))) (Rmult_le_pos _ _ F_ordered F_ordered))).
  }
  assert (F_rate_le : forall m', 0 <= ((depth m')*b^2*(seq_V b m')^2 - (seq_V b m')^2*(b^2 + ((depth m') - 1)*a^2))).
  { intro m'. 
    assert (E : ((depth m')*b^2*(seq_V b m')^2 - (seq_V b m')^2*(b^2 + ((depth m') - 1)*a^2)) = ((0 + (((seq_V b m')) * (((seq_V b m')) * (b^2 - a^2)))) + (((seq_V b m')) * (((seq_V b m')) * ((b^2 - a^2) * ((depth m') - 2))))) + 0) by (identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ (Rlt_le _ _ (F_V_pos m')) (Rmult_le_pos _ _ (Rlt_le _ _ (F_V_pos m')) F_a_square_le))) (Rmult_le_pos _ _ (Rlt_le _ _ (F_V_pos m')) (Rmult_le_pos _ _ (Rlt_le _ _ (F_V_pos m')) (Rmult_le_pos _ _ F_a_square_le (F_depth m')))))).
  }
  assert (F_bracket : 0 <= (1 - eta*(seq_V b n')^2*(b^2 + ((depth n') - 1)*a^2))).
  { 
    assert (E : (1 - eta*(seq_V b n')^2*(b^2 + ((depth n') - 1)*a^2)) = ((0 + (1 - eta*(depth n')*b^2*(seq_V b n')^2)) + ((eta) * ((depth n')*b^2*(seq_V b n')^2 - (seq_V b n')^2*(b^2 + ((depth n') - 1)*a^2)))) + 0) by (identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) F_room) (Rmult_le_pos _ _ F_eta_nonneg (F_rate_le n')))).
  }
  assert (F_cross_nonneg : 0 <= ((seq_V b n')*(eta*(seq_V b n')*((a*b*(seq_V b n')) - lam))*(eta*(seq_V b n')*((a*b*(seq_V b n')) - lam))*a*b)).
  { 
    assert (E : ((seq_V b n')*(eta*(seq_V b n')*((a*b*(seq_V b n')) - lam))*(eta*(seq_V b n')*((a*b*(seq_V b n')) - lam))*a*b) = (0 + (((seq_V b n')) * ((a) * ((b) * (((eta*(seq_V b n')*((a*b*(seq_V b n')) - lam))) * ((eta*(seq_V b n')*((a*b*(seq_V b n')) - lam)))))))) + 0) by (identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ (Rlt_le _ _ (F_V_pos n')) (Rmult_le_pos _ _ (Rlt_le _ _ F_a_pos) (Rmult_le_pos _ _ (Rlt_le _ _ F_b_pos) (Rmult_le_pos _ _ F_e_nonneg F_e_nonneg)))))).
  }
  assert (F_first : (a2*(b*(seq_V b n') - ((depth n') - 1)*(seq_V b n')*(b - b2)) - (a*b*(seq_V b n')) + (seq_V b n')*(eta*(seq_V b n')*((a*b*(seq_V b n')) - lam))*(b^2 + ((depth n') - 1)*a^2) - ((depth n') - 1)*(seq_V b n')*(eta*(seq_V b n')*((a*b*(seq_V b n')) - lam))*(eta*(seq_V b n')*((a*b*(seq_V b n')) - lam))*a*b) = 0).
  { 
    assert (E : (a2*(b*(seq_V b n') - ((depth n') - 1)*(seq_V b n')*(b - b2)) - (a*b*(seq_V b n')) + (seq_V b n')*(eta*(seq_V b n')*((a*b*(seq_V b n')) - lam))*(b^2 + ((depth n') - 1)*a^2) - ((depth n') - 1)*(seq_V b n')*(eta*(seq_V b n')*((a*b*(seq_V b n')) - lam))*(eta*(seq_V b n')*((a*b*(seq_V b n')) - lam))*a*b) = 0 + ((0 + ((seq_V b n')*b + (depth n')*(seq_V b n')^2*a*eta*lam - (depth n')*(seq_V b n')^3*a^2*b*eta - (seq_V b n')^2*a*eta*lam + (seq_V b n')^3*a^2*b*eta) * (a2 - (a - (eta*(seq_V b n')*((a*b*(seq_V b n')) - lam))*b))) + ((depth n')*(seq_V b n')*a2 - (seq_V b n')*a2) * (b2 - (b - (eta*(seq_V b n')*((a*b*(seq_V b n')) - lam))*a)))) by (identity).
    exact (by_equations _ _ _ E (zero_plus _ _ (zero_plus _ _ (eq_refl 0) (zero_times _ _ F_update_a)) (zero_times _ _ F_update_b)) (eq_refl 0)).
  }
  assert (F_stays_above : 0 <= ((a2*b2*(seq_V b2 n')) - lam)).
  { 
    assert (E : ((a2*b2*(seq_V b2 n')) - lam) = ((((0 + ((seq_V b n')*(eta*(seq_V b n')*((a*b*(seq_V b n')) - lam))*(eta*(seq_V b n')*((a*b*(seq_V b n')) - lam))*a*b)) + (((a*b*(seq_V b n')) - lam) * (1 - eta*(seq_V b n')^2*(b^2 + ((depth n') - 1)*a^2)))) + ((b2*(seq_V b2 n') - b*(seq_V b n') + ((depth n') - 1)*(seq_V b n')*(b - b2)) * (a2))) + (((seq_V b n')*(eta*(seq_V b n')*((a*b*(seq_V b n')) - lam))*(eta*(seq_V b n')*((a*b*(seq_V b n')) - lam))*a*b) * ((depth n') - 2))) + (0 + (1) * (a2*(b*(seq_V b n') - ((depth n') - 1)*(seq_V b n')*(b - b2)) - (a*b*(seq_V b n')) + (seq_V b n')*(eta*(seq_V b n')*((a*b*(seq_V b n')) - lam))*(b^2 + ((depth n') - 1)*a^2) - ((depth n') - 1)*(seq_V b n')*(eta*(seq_V b n')*((a*b*(seq_V b n')) - lam))*(eta*(seq_V b n')*((a*b*(seq_V b n')) - lam))*a*b))) by (identity).
    exact (by_identity _ _ _ E (zero_plus _ _ (eq_refl 0) (zero_times _ _ F_first)) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) F_cross_nonneg) (Rmult_le_pos _ _ F_above F_bracket)) (Rmult_le_pos _ _ (F_bernoulli n') (Rlt_le _ _ F_stays_positive))) (Rmult_le_pos _ _ F_cross_nonneg (F_depth n')))).
  }
  assert (F_V2_le : forall m', 0 <= ((seq_V b m') - (seq_V b2 m'))).
  { induction m' as [|m' F_V2_le_m].
  - assert (E : ((seq_V b 0%nat) - (seq_V b2 0%nat)) = 0 + 0) by (rewrite ?depth_0, ?(seq_V_0 b), ?(seq_V_0 b2), ?(seq_Z_0 A); identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rle_refl 0)).
  - assert (E : ((seq_V b (S m')) - (seq_V b2 (S m'))) = ((0 + (((seq_V b m') - (seq_V b2 m')) * (b))) + (((seq_V b2 m')) * (b - b2))) + 0) by (rewrite ?(depth_S m'), ?(seq_V_S b m'), ?(seq_V_S b2 m'), ?(seq_Z_S A m'); identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ F_V2_le_m (Rlt_le _ _ F_b_pos))) (Rmult_le_pos _ _ (Rlt_le _ _ (F_V2_pos m')) F_b_decreases))).
  }
  assert (F_p_decreases : forall m', 0 <= ((a*b*(seq_V b m')) - (a2*b2*(seq_V b2 m')))).
  { intro m'. 
    assert (E : ((a*b*(seq_V b m')) - (a2*b2*(seq_V b2 m'))) = (((0 + (((seq_V b m') - (seq_V b2 m')) * ((b2) * (a2)))) + (((seq_V b m')) * ((a - a2) * (b2)))) + (((seq_V b m')) * ((a) * (b - b2)))) + 0) by (identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ (F_V2_le m') (Rmult_le_pos _ _ (Rlt_le _ _ F_b2_pos) (Rlt_le _ _ F_stays_positive)))) (Rmult_le_pos _ _ (Rlt_le _ _ (F_V_pos m')) (Rmult_le_pos _ _ F_a_decreases (Rlt_le _ _ F_b2_pos)))) (Rmult_le_pos _ _ (Rlt_le _ _ (F_V_pos m')) (Rmult_le_pos _ _ (Rlt_le _ _ F_a_pos) F_b_decreases)))).
  }
  exact (conj F_a_decreases (conj F_b_decreases (conj F_stays_positive (conj F_stays_ordered (conj F_stays_bounded (conj (F_p_decreases n') (conj F_stays_above (conj F_stays_positive (conj F_stays_ordered (conj F_stays_bounded (F_stays_above))))))))))).
Qed.

Theorem lemma_d_3 : forall (N : nat) (a b a2 b2 lam A eta : R), (2 <= N)%nat ->
  0 <= (eta) ->
  0 <= (lam) ->
  0 <= (1 - eta*INR N*A^2*((A) ^ (N - 2))^2) ->
  0 < (a) ->
  0 <= (b - a) ->
  0 <= (A - b) ->
  0 <= ((a*b*((b) ^ (N - 2))) - lam) ->
  (a2 - (a - (eta*((b) ^ (N - 2))*((a*b*((b) ^ (N - 2))) - lam))*b)) = 0 ->
  (b2 - (b - (eta*((b) ^ (N - 2))*((a*b*((b) ^ (N - 2))) - lam))*a)) = 0 ->
  0 <= (a - a2) /\
  0 <= (b - b2) /\
  0 < (a2) /\
  0 <= (b2 - a2) /\
  0 <= (A - b2) /\
  0 <= ((a*b*((b) ^ (N - 2))) - (a2*b2*((b2) ^ (N - 2)))) /\
  0 <= ((a2*b2*((b2) ^ (N - 2))) - lam) /\
  0 < (a2) /\
  0 <= (b2 - a2) /\
  0 <= (A - b2) /\
  0 <= ((a2*b2*((b2) ^ (N - 2))) - lam).
Proof.
  intros N a b a2 b2 lam A eta HN F_eta_nonneg F_lam_nonneg F_step_size F_a_pos F_ordered F_bounded F_above F_update_a F_update_b.
  assert (DN : INR N = depth (N - 2)) by (unfold depth; rewrite minus_INR by exact HN; simpl; ring).
  assert (DV : ((b) ^ (N - 2)) = (seq_V b (N - 2))) by (rewrite seq_V_is; replace (N - 2 + 0)%nat with (N - 2)%nat by lia; reflexivity).
  assert (DV2 : ((b2) ^ (N - 2)) = (seq_V b2 (N - 2))) by (rewrite seq_V_is; replace (N - 2 + 0)%nat with (N - 2)%nat by lia; reflexivity).
  assert (DZ : ((A) ^ (N - 2)) = (seq_Z A (N - 2))) by (rewrite seq_Z_is; replace (N - 2 + 0)%nat with (N - 2)%nat by lia; reflexivity).
  rewrite ?DN, ?DV, ?DV2, ?DZ in F_eta_nonneg.
  rewrite ?DN, ?DV, ?DV2, ?DZ in F_lam_nonneg.
  rewrite ?DN, ?DV, ?DV2, ?DZ in F_step_size.
  rewrite ?DN, ?DV, ?DV2, ?DZ in F_a_pos.
  rewrite ?DN, ?DV, ?DV2, ?DZ in F_ordered.
  rewrite ?DN, ?DV, ?DV2, ?DZ in F_bounded.
  rewrite ?DN, ?DV, ?DV2, ?DZ in F_above.
  rewrite ?DN, ?DV, ?DV2, ?DZ in F_update_a.
  rewrite ?DN, ?DV, ?DV2, ?DZ in F_update_b.
  rewrite ?DN, ?DV, ?DV2, ?DZ.
  exact (lemma_d_3_sequences a b a2 b2 lam A eta (N - 2) F_eta_nonneg F_lam_nonneg F_step_size F_a_pos F_ordered F_bounded F_above F_update_a F_update_b).
Qed.

Theorem lemma_d_3_all_steps : forall (N : nat) (lam A eta : R) (a b : nat -> R), (2 <= N)%nat ->
  0 <= (eta) ->
  0 <= (lam) ->
  0 <= (1 - eta*INR N*A^2*((A) ^ (N - 2))^2) ->
  (forall k, a (S k) = (a k) - (eta*(((b k)) ^ (N - 2))*(((a k)*(b k)*(((b k)) ^ (N - 2))) - lam))*(b k)) ->
  (forall k, b (S k) = (b k) - (eta*(((b k)) ^ (N - 2))*(((a k)*(b k)*(((b k)) ^ (N - 2))) - lam))*(a k)) ->
  0 < ((a 0%nat)) ->
  0 <= ((b 0%nat) - (a 0%nat)) ->
  0 <= (A - (b 0%nat)) ->
  0 <= (((a 0%nat)*(b 0%nat)*(((b 0%nat)) ^ (N - 2))) - lam) ->
  forall k : nat,
  0 < ((a k)) /\
  0 <= ((b k) - (a k)) /\
  0 <= (A - (b k)) /\
  0 <= (((a k)*(b k)*(((b k)) ^ (N - 2))) - lam) /\
  0 <= ((a k) - (a (S k))) /\
  0 <= ((b k) - (b (S k))) /\
  0 < ((a (S k))) /\
  0 <= ((b (S k)) - (a (S k))) /\
  0 <= (A - (b (S k))) /\
  0 <= (((a k)*(b k)*(((b k)) ^ (N - 2))) - ((a (S k))*(b (S k))*(((b (S k))) ^ (N - 2)))) /\
  0 <= (((a (S k))*(b (S k))*(((b (S k))) ^ (N - 2))) - lam).
Proof.
  intros N lam A eta a b HN F_eta_nonneg F_lam_nonneg F_step_size U_a U_b I_a_pos I_ordered I_bounded I_above.
  assert (I : forall k : nat, 0 < ((a k)) /\ 0 <= ((b k) - (a k)) /\ 0 <= (A - (b k)) /\ 0 <= (((a k)*(b k)*(((b k)) ^ (N - 2))) - lam)).
  { induction k as [|k I]; [exact (conj I_a_pos (conj I_ordered (conj I_bounded (I_above))))|].
    clear I_a_pos I_ordered I_bounded I_above.
    destruct I as [I_a_pos [I_ordered [I_bounded I_above]]].
    destruct (lemma_d_3 N (a k) (b k) (a (S k)) (b (S k)) lam A eta HN F_eta_nonneg F_lam_nonneg F_step_size I_a_pos I_ordered I_bounded I_above ltac:(rewrite (U_a k); ring) ltac:(rewrite (U_b k); ring)) as [C_a_decreases [C_b_decreases [C_stays_positive [C_stays_ordered [C_stays_bounded [C_p_decreases [C_stays_above [J_a_pos [J_ordered [J_bounded J_above]]]]]]]]]].
    exact (conj J_a_pos (conj J_ordered (conj J_bounded (J_above)))). }
  clear I_a_pos I_ordered I_bounded I_above. intro k.
  destruct (I k) as [I_a_pos [I_ordered [I_bounded I_above]]].
  destruct (lemma_d_3 N (a k) (b k) (a (S k)) (b (S k)) lam A eta HN F_eta_nonneg F_lam_nonneg F_step_size I_a_pos I_ordered I_bounded I_above ltac:(rewrite (U_a k); ring) ltac:(rewrite (U_b k); ring)) as [C_a_decreases [C_b_decreases [C_stays_positive [C_stays_ordered [C_stays_bounded [C_p_decreases [C_stays_above [J_a_pos [J_ordered [J_bounded J_above]]]]]]]]]].
  exact (conj I_a_pos (conj I_ordered (conj I_bounded (conj I_above (conj C_a_decreases (conj C_b_decreases (conj C_stays_positive (conj C_stays_ordered (conj C_stays_bounded (conj C_p_decreases (C_stays_above))))))))))).
Qed.

Print Assumptions lemma_d_3_all_steps.
