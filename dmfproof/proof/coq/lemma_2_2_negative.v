(* Made by `dmfproof export lemma_2_2_negative --to coq`; do not edit. *)

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

Fixpoint seq_Y (x : R) (n' : nat) : R := match n' with O => 1 | S n' => (x)*(seq_Y x n') end.
Lemma seq_Y_0 : forall (x : R), seq_Y x 0 = 1. Proof. reflexivity. Qed.
Lemma seq_Y_S : forall (x : R) (n' : nat), seq_Y x (S n') = (x)*(seq_Y x n'). Proof. reflexivity. Qed.

Fixpoint seq_Z (A : R) (n' : nat) : R := match n' with O => 1 | S n' => (A)*(seq_Z A n') end.
Lemma seq_Z_0 : forall (A : R), seq_Z A 0 = 1. Proof. reflexivity. Qed.
Lemma seq_Z_S : forall (A : R) (n' : nat), seq_Z A (S n') = (A)*(seq_Z A n'). Proof. reflexivity. Qed.
Lemma seq_Y_is : forall (x : R) (n' : nat), seq_Y x n' = (x) ^ (n' + 0).
Proof. induction n' as [|n' IH]; [rewrite seq_Y_0; unfold power_sum; simpl; ring|]. rewrite seq_Y_S, IH; replace (S n' + 0)%nat with (S (n' + 0)) by lia; replace (S (n' + 0)) with (n' + 1)%nat by lia; rewrite ?pow_add; simpl; ring. Qed.
Lemma seq_Z_is : forall (A : R) (n' : nat), seq_Z A n' = (A) ^ (n' + 0).
Proof. induction n' as [|n' IH]; [rewrite seq_Z_0; unfold power_sum; simpl; ring|]. rewrite seq_Z_S, IH; replace (S n' + 0)%nat with (S (n' + 0)) by lia; replace (S (n' + 0)) with (n' + 1)%nat by lia; rewrite ?pow_add; simpl; ring. Qed.

Theorem lemma_2_2_negative_sequences : forall (x y A l eta : R) (n' : nat),
  0 <= (eta) ->
  0 <= (l) ->
  0 <= (1 - eta*(seq_Z A n')*(A^2*(seq_Z A n') + l)) ->
  0 <= (x) ->
  0 <= (A - x) ->
  (y - (x - eta*x*(seq_Y x n')*(x^2*(seq_Y x n') + l))) = 0 ->
  0 <= (x - y) /\
  0 <= (y) /\
  0 <= (A - y) /\
  0 <= (y) /\
  0 <= (A - y).
Proof.
  intros x y A l eta n' F_eta_nonneg F_l_nonneg F_step_size F_positive F_bounded F_update_x.
  assert (F_depth : forall m', 0 <= ((depth m') - 2)) by (intro m'; unfold depth; pose proof (pos_INR m'); lra).
  assert (F_Y_nonneg : forall m', 0 <= ((seq_Y x m'))).
  { induction m' as [|m' F_Y_nonneg_m].
  - assert (E : ((seq_Y x 0%nat)) = (0 + (1)) + 0) by (rewrite ?depth_0, ?(seq_Y_0 x), ?(seq_Z_0 A); identity).
    assert (K0 : 0 < (1)) by lra.
    exact (by_identity _ _ _ E (eq_refl 0) (Rlt_le _ _ (Rplus_le_lt_0_compat _ _ (Rle_refl 0) K0))).
  - assert (E : ((seq_Y x (S m'))) = (0 + (((seq_Y x m')) * (x))) + 0) by (rewrite ?(depth_S m'), ?(seq_Y_S x m'), ?(seq_Z_S A m'); identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ F_Y_nonneg_m F_positive))).
  }
  assert (F_A_nonneg : 0 <= (A)).
  { 
    assert (E : (A) = ((0 + (A - x)) + (x)) + 0) by (identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) F_bounded) F_positive)).
  }
  assert (F_Y_le_Z : forall m', 0 <= ((seq_Z A m') - (seq_Y x m'))).
  { induction m' as [|m' F_Y_le_Z_m].
  - assert (E : ((seq_Z A 0%nat) - (seq_Y x 0%nat)) = 0 + 0) by (rewrite ?depth_0, ?(seq_Y_0 x), ?(seq_Z_0 A); identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rle_refl 0)).
  - assert (E : ((seq_Z A (S m')) - (seq_Y x (S m'))) = ((0 + ((A) * ((seq_Z A m') - (seq_Y x m')))) + (((seq_Y x m')) * (A - x))) + 0) by (rewrite ?(depth_S m'), ?(seq_Y_S x m'), ?(seq_Z_S A m'); identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ F_A_nonneg F_Y_le_Z_m)) (Rmult_le_pos _ _ (F_Y_nonneg m') F_bounded))).
  }
  assert (F_Z_nonneg : forall m', 0 <= ((seq_Z A m'))).
  { intro m'. 
    assert (E : ((seq_Z A m')) = ((0 + ((seq_Z A m') - (seq_Y x m'))) + ((seq_Y x m'))) + 0) by (identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) (F_Y_le_Z m')) (F_Y_nonneg m'))).
  }
  assert (F_power_le : forall m', 0 <= (A^2*(seq_Z A m') - x^2*(seq_Y x m'))).
  { intro m'. 
    assert (E : (A^2*(seq_Z A m') - x^2*(seq_Y x m')) = (((0 + ((A) * ((A) * ((seq_Z A m') - (seq_Y x m'))))) + ((A) * (((seq_Y x m')) * (A - x)))) + (((seq_Y x m')) * ((A - x) * (x)))) + 0) by (identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ F_A_nonneg (Rmult_le_pos _ _ F_A_nonneg (F_Y_le_Z m')))) (Rmult_le_pos _ _ F_A_nonneg (Rmult_le_pos _ _ (F_Y_nonneg m') F_bounded))) (Rmult_le_pos _ _ (F_Y_nonneg m') (Rmult_le_pos _ _ F_bounded F_positive)))).
  }
  assert (F_power_nonneg : forall m', 0 <= (x^2*(seq_Y x m'))).
  { intro m'. 
    assert (E : (x^2*(seq_Y x m')) = (0 + (((seq_Y x m')) * ((x) * (x)))) + 0) by (identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ (F_Y_nonneg m') (Rmult_le_pos _ _ F_positive F_positive)))).
  }
  assert (F_factor_nonneg : 0 <= (1 - eta*(seq_Y x n')*(x^2*(seq_Y x n') + l))).
  { 
    assert (E : (1 - eta*(seq_Y x n')*(x^2*(seq_Y x n') + l)) = ((((0 + (1 - eta*(seq_Z A n')*(A^2*(seq_Z A n') + l))) + (((seq_Z A n') - (seq_Y x n')) * ((eta) * (l)))) + (((seq_Z A n') - (seq_Y x n')) * ((eta) * (x^2*(seq_Y x n'))))) + (((seq_Z A n')) * ((eta) * (A^2*(seq_Z A n') - x^2*(seq_Y x n'))))) + 0) by (identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) F_step_size) (Rmult_le_pos _ _ (F_Y_le_Z n') (Rmult_le_pos _ _ F_eta_nonneg F_l_nonneg))) (Rmult_le_pos _ _ (F_Y_le_Z n') (Rmult_le_pos _ _ F_eta_nonneg (F_power_nonneg n')))) (Rmult_le_pos _ _ (F_Z_nonneg n') (Rmult_le_pos _ _ F_eta_nonneg (F_power_le n'))))).
  }
  assert (F_factor_le_1 : forall m', 0 <= (eta*(seq_Y x m')*(x^2*(seq_Y x m') + l))).
  { intro m'. 
    assert (E : (eta*(seq_Y x m')*(x^2*(seq_Y x m') + l)) = ((0 + (((seq_Y x m')) * ((eta) * (l)))) + (((seq_Y x m')) * ((eta) * (x^2*(seq_Y x m'))))) + 0) by (identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ (F_Y_nonneg m') (Rmult_le_pos _ _ F_eta_nonneg F_l_nonneg))) (Rmult_le_pos _ _ (F_Y_nonneg m') (Rmult_le_pos _ _ F_eta_nonneg (F_power_nonneg m'))))).
  }
  assert (F_stays_nonneg : 0 <= (y)).
  { 
    assert (E : (y) = (0 + ((1 - eta*(seq_Y x n')*(x^2*(seq_Y x n') + l)) * (x))) + (0 + (1) * (y - (x - eta*x*(seq_Y x n')*(x^2*(seq_Y x n') + l))))) by (identity).
    exact (by_identity _ _ _ E (zero_plus _ _ (eq_refl 0) (zero_times _ _ F_update_x)) (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ F_factor_nonneg F_positive))).
  }
  assert (F_decreases : 0 <= (x - y)).
  { 
    assert (E : (x - y) = (0 + ((eta*(seq_Y x n')*(x^2*(seq_Y x n') + l)) * (x))) + (0 + (-1) * (y - (x - eta*x*(seq_Y x n')*(x^2*(seq_Y x n') + l))))) by (identity).
    exact (by_identity _ _ _ E (zero_plus _ _ (eq_refl 0) (zero_times _ _ F_update_x)) (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ (F_factor_le_1 n') F_positive))).
  }
  assert (F_stays_bounded : 0 <= (A - y)).
  { 
    assert (E : (A - y) = ((0 + (A - x)) + (x - y)) + 0) by (identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) F_bounded) F_decreases)).
  }
  exact (conj F_decreases (conj F_stays_nonneg (conj F_stays_bounded (conj F_stays_nonneg (F_stays_bounded))))).
Qed.

Theorem lemma_2_2_negative : forall (N : nat) (x y A l eta : R), (2 <= N)%nat ->
  0 <= (eta) ->
  0 <= (l) ->
  0 <= (1 - eta*((A) ^ (N - 2))*(A^2*((A) ^ (N - 2)) + l)) ->
  0 <= (x) ->
  0 <= (A - x) ->
  (y - (x - eta*x*((x) ^ (N - 2))*(x^2*((x) ^ (N - 2)) + l))) = 0 ->
  0 <= (x - y) /\
  0 <= (y) /\
  0 <= (A - y) /\
  0 <= (y) /\
  0 <= (A - y).
Proof.
  intros N x y A l eta HN F_eta_nonneg F_l_nonneg F_step_size F_positive F_bounded F_update_x.
  assert (DN : INR N = depth (N - 2)) by (unfold depth; rewrite minus_INR by exact HN; simpl; ring).
  assert (DY : ((x) ^ (N - 2)) = (seq_Y x (N - 2))) by (rewrite seq_Y_is; replace (N - 2 + 0)%nat with (N - 2)%nat by lia; reflexivity).
  assert (DZ : ((A) ^ (N - 2)) = (seq_Z A (N - 2))) by (rewrite seq_Z_is; replace (N - 2 + 0)%nat with (N - 2)%nat by lia; reflexivity).
  rewrite ?DN, ?DY, ?DZ in F_eta_nonneg.
  rewrite ?DN, ?DY, ?DZ in F_l_nonneg.
  rewrite ?DN, ?DY, ?DZ in F_step_size.
  rewrite ?DN, ?DY, ?DZ in F_positive.
  rewrite ?DN, ?DY, ?DZ in F_bounded.
  rewrite ?DN, ?DY, ?DZ in F_update_x.
  rewrite ?DN, ?DY, ?DZ.
  exact (lemma_2_2_negative_sequences x y A l eta (N - 2) F_eta_nonneg F_l_nonneg F_step_size F_positive F_bounded F_update_x).
Qed.

Theorem lemma_2_2_negative_all_steps : forall (N : nat) (A l eta : R) (x : nat -> R), (2 <= N)%nat ->
  0 <= (eta) ->
  0 <= (l) ->
  0 <= (1 - eta*((A) ^ (N - 2))*(A^2*((A) ^ (N - 2)) + l)) ->
  (forall k, x (S k) = (x k) - eta*(x k)*(((x k)) ^ (N - 2))*((x k)^2*(((x k)) ^ (N - 2)) + l)) ->
  0 <= ((x 0%nat)) ->
  0 <= (A - (x 0%nat)) ->
  forall k : nat,
  0 <= ((x k)) /\
  0 <= (A - (x k)) /\
  0 <= ((x k) - (x (S k))) /\
  0 <= ((x (S k))) /\
  0 <= (A - (x (S k))).
Proof.
  intros N A l eta x HN F_eta_nonneg F_l_nonneg F_step_size U_x I_positive I_bounded.
  assert (I : forall k : nat, 0 <= ((x k)) /\ 0 <= (A - (x k))).
  { induction k as [|k I]; [exact (conj I_positive (I_bounded))|].
    clear I_positive I_bounded.
    destruct I as [I_positive I_bounded].
    destruct (lemma_2_2_negative N (x k) (x (S k)) A l eta HN F_eta_nonneg F_l_nonneg F_step_size I_positive I_bounded ltac:(rewrite (U_x k); ring)) as [C_decreases [C_stays_nonneg [C_stays_bounded [J_positive J_bounded]]]].
    exact (conj J_positive (J_bounded)). }
  clear I_positive I_bounded. intro k.
  destruct (I k) as [I_positive I_bounded].
  destruct (lemma_2_2_negative N (x k) (x (S k)) A l eta HN F_eta_nonneg F_l_nonneg F_step_size I_positive I_bounded ltac:(rewrite (U_x k); ring)) as [C_decreases [C_stays_nonneg [C_stays_bounded [J_positive J_bounded]]]].
  exact (conj I_positive (conj I_bounded (conj C_decreases (conj C_stays_nonneg (C_stays_bounded))))).
Qed.

Print Assumptions lemma_2_2_negative_all_steps.
